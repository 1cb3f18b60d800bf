package dev.sfcrime.bench.micro;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.EventTime;
import dev.sfcrime.calls.UnreadableCallException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reads event times, each time a thousand different ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(TimeBenchmark.TIMES)
public class TimeBenchmark {
    static final int TIMES = 1_000;

    private final List<String> texts = new ArrayList<>();

    /** JMH makes one for each fork. */
    public TimeBenchmark() {
        for (int i = 0; i < TIMES; i++) {
            texts.add(EventTime.format(GeneratedCalls.call(i).callDateTime()));
        }
    }

    /** The suite's own reader. */
    @Benchmark
    public List<LocalDateTime> eventTime() throws UnreadableCallException {
        List<LocalDateTime> times = new ArrayList<>(TIMES);
        for (String text : texts) {
            times.add(EventTime.parse(text));
        }
        return times;
    }

    /** The JDK's, by its formatter of ISO's form. */
    @Benchmark
    public List<LocalDateTime> localDateTime() {
        List<LocalDateTime> times = new ArrayList<>(TIMES);
        for (String text : texts) {
            times.add(LocalDateTime.parse(text));
        }
        return times;
    }
}
