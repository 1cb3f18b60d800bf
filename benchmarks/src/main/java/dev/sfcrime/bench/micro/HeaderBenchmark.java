package dev.sfcrime.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.wire.ReplayHeaders;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Writes the header of a sequence, and reads it; each the sum of a thousand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(HeaderBenchmark.MESSAGES)
public class HeaderBenchmark {
    static final int MESSAGES = 1_000;

    /** Of as many digits as in a replay of millions. */
    private static final long FIRST = 1_000_000;

    /** The suite's own. */
    @Benchmark
    public long replayHeaders() {
        long sum = 0;
        for (long sequence = FIRST; sequence < FIRST + MESSAGES; sequence++) {
            sum += ReplayHeaders.sequence(ReplayHeaders.sequence(sequence)).orElseThrow();
        }
        return sum;
    }

    /** By strings. */
    @Benchmark
    public long strings() {
        long sum = 0;
        for (long sequence = FIRST; sequence < FIRST + MESSAGES; sequence++) {
            byte[] header = Long.toString(sequence).getBytes(StandardCharsets.UTF_8);
            sum += Long.parseLong(new String(header, StandardCharsets.UTF_8));
        }
        return sum;
    }
}
