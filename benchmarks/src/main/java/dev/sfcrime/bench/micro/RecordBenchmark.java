package dev.sfcrime.bench.micro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.CallMessageReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes messages of a dataset's lines, each time of a thousand different ones: of every second the fields stand in another order. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RecordBenchmark.RECORDS)
public class RecordBenchmark {
    static final int RECORDS = 1_000;

    private final JsonMapper mapper = JsonMapper.shared();
    private final CallMessageReader reader = new CallMessageReader();
    private final byte[][] records = new byte[RECORDS][];

    /** JMH makes one for each fork. */
    public RecordBenchmark() {
        for (int i = 0; i < RECORDS; i++) {
            byte[] message = GeneratedCalls.message(i);
            records[i] = i % 2 == 0 ? message : lastFieldFirst(message);
        }
    }

    private byte[] lastFieldFirst(byte[] message) {
        JsonNode record = mapper.readTree(message);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        String last = CallField.COMMON_LOCATION.wireName();
        fields.put(last, record.get(last));
        record.properties().forEach(field -> fields.putIfAbsent(field.getKey(), field.getValue()));
        return mapper.writeValueAsBytes(fields);
    }

    /** The suite's own reader of records. */
    @Benchmark
    public List<byte[]> callMessageReader() {
        List<byte[]> messages = new ArrayList<>(RECORDS);
        for (byte[] record : records) {
            CallMessage message = Objects.requireNonNull(reader.read(record, 0, record.length));
            messages.add(message.value());
        }
        return messages;
    }

    /** Jackson's tree, and its writing of a map in the dataset's order. */
    @Benchmark
    public List<byte[]> jacksonTree() {
        List<byte[]> messages = new ArrayList<>(RECORDS);
        for (byte[] record : records) {
            JsonNode tree = mapper.readTree(record);
            Map<String, String> fields = new LinkedHashMap<>();
            for (CallField field : CallField.values()) {
                JsonNode text = tree.get(field.wireName());
                if (text != null) {
                    fields.put(field.wireName(), text.asString());
                }
            }
            messages.add(mapper.writeValueAsBytes(fields));
        }
        return messages;
    }
}
