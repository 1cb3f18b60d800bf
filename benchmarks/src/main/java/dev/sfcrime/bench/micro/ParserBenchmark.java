package dev.sfcrime.bench.micro;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.calls.CallReader;
import dev.sfcrime.calls.UnreadableCallException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads messages of calls, each time a thousand different ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(ParserBenchmark.MESSAGES)
public class ParserBenchmark {
    static final int MESSAGES = 1_000;

    private static final Set<CallField> FEW = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);

    private final CallReader reader = new CallReader(FEW);
    private final JsonMapper mapper = JsonMapper.shared();
    private final byte[][] messages = new byte[MESSAGES][];

    /** JMH makes one for each fork. */
    public ParserBenchmark() {
        for (int i = 0; i < MESSAGES; i++) {
            messages[i] = GeneratedCalls.message(i);
        }
    }

    /** The suite's own reader that shows texts where they stand, as they are counted. The length of the dispositions. */
    @Benchmark
    public long callReader() throws UnreadableCallException {
        long length = 0;
        for (byte[] message : messages) {
            reader.read(message);
            length += reader.length(CallField.DISPOSITION);
        }
        return length;
    }

    /** The suite's own reader, the fields that are counted by. */
    @Benchmark
    public List<CallForService> callJsonFewFields() throws UnreadableCallException {
        List<CallForService> calls = new ArrayList<>(MESSAGES);
        for (byte[] message : messages) {
            calls.add(CallJson.read(message, FEW));
        }
        return calls;
    }

    /** The suite's own reader, all fields. */
    @Benchmark
    public List<CallForService> callJsonAllFields() throws UnreadableCallException {
        List<CallForService> calls = new ArrayList<>(MESSAGES);
        for (byte[] message : messages) {
            calls.add(CallJson.read(message));
        }
        return calls;
    }

    /** Jackson's data binding to a map, which checks nothing of a call. */
    @Benchmark
    public List<Map<?, ?>> jacksonMap() {
        List<Map<?, ?>> calls = new ArrayList<>(MESSAGES);
        for (byte[] message : messages) {
            calls.add(mapper.readValue(message, Map.class));
        }
        return calls;
    }

    /** Jackson's tree, which checks nothing of a call. */
    @Benchmark
    public List<JsonNode> jacksonTree() {
        List<JsonNode> calls = new ArrayList<>(MESSAGES);
        for (byte[] message : messages) {
            calls.add(mapper.readTree(message));
        }
        return calls;
    }
}
