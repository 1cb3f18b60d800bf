package dev.sfcrime.bench.micro;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.UnreadableCallException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.json.JsonMapper;

/** Reads messages of calls, each time a thousand different ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParserBenchmark {
    private static final int MESSAGES = 1_000;
    private static final Set<CallField> FEW = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);

    private final JsonMapper mapper = JsonMapper.shared();
    private final byte[][] messages = new byte[MESSAGES][];

    /** JMH makes one for each fork. */
    public ParserBenchmark() {
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = GeneratedCalls.message(i);
        }
    }

    /** The suite's own reader, all fields. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void callJsonAllFields(Blackhole hole) throws UnreadableCallException {
        for (byte[] message : messages) {
            hole.consume(CallJson.read(message));
        }
    }

    /** The suite's own reader, the fields that are counted by. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void callJsonFewFields(Blackhole hole) throws UnreadableCallException {
        for (byte[] message : messages) {
            hole.consume(CallJson.read(message, FEW));
        }
    }

    /** Jackson's data binding to a map, which checks nothing of a call. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void jacksonMap(Blackhole hole) {
        for (byte[] message : messages) {
            hole.consume(mapper.readValue(message, Map.class));
        }
    }

    /** Jackson's tree, which checks nothing of a call. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public void jacksonTree(Blackhole hole) {
        for (byte[] message : messages) {
            hole.consume(mapper.readTree(message));
        }
    }
}
