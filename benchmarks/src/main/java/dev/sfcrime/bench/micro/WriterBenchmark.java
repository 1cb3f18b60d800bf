package dev.sfcrime.bench.micro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/** Writes messages of calls, each time a thousand different ones. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(WriterBenchmark.MESSAGES)
public class WriterBenchmark {
    static final int MESSAGES = 1_000;

    private final JsonMapper mapper = JsonMapper.shared();
    private final List<CallForService> calls = new ArrayList<>();

    /** JMH makes one for each fork. */
    public WriterBenchmark() {
        for (int i = 0; i < MESSAGES; i++) {
            calls.add(GeneratedCalls.call(i));
        }
    }

    /** The suite's own writer. */
    @Benchmark
    public List<byte[]> callJson() {
        List<byte[]> messages = new ArrayList<>(MESSAGES);
        for (CallForService call : calls) {
            messages.add(CallJson.write(call));
        }
        return messages;
    }

    /** Jackson's data binding of a map. */
    @Benchmark
    public List<byte[]> jacksonMap() {
        List<byte[]> messages = new ArrayList<>(MESSAGES);
        for (CallForService call : calls) {
            Map<String, String> fields = new LinkedHashMap<>();
            for (CallField field : CallField.values()) {
                String text = call.text(field);
                if (text != null) {
                    fields.put(field.wireName(), text);
                }
            }
            messages.add(mapper.writeValueAsBytes(fields));
        }
        return messages;
    }
}
