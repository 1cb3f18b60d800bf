package dev.sfcrime.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured side by side does the same. */
class BenchmarkTests {
    @Test
    void jacksonReadsTheSameFields() throws Exception {
        ParserBenchmark benchmark = new ParserBenchmark();
        List<Map<?, ?>> fields = new ArrayList<>();
        List<CallForService> calls = benchmark.callJsonAllFields();
        calls.forEach(call -> fields.add(fields(call)));

        assertThat(benchmark.jacksonMap()).hasSize(ParserBenchmark.MESSAGES).isEqualTo(fields);
        assertThat(benchmark.jacksonTree().stream().map(BenchmarkTests::fields).toList())
                .isEqualTo(fields);
    }

    @Test
    void everyReaderFindsTheFieldsThatAreCountedBy() throws Exception {
        ParserBenchmark benchmark = new ParserBenchmark();
        List<CallForService> all = benchmark.callJsonAllFields();

        List<CallForService> few = benchmark.callJsonFewFields();

        assertThat(few).extracting(CallForService::disposition).isEqualTo(dispositions(all));
        assertThat(few)
                .extracting(CallForService::originalCrimeTypeName)
                .isEqualTo(
                        all.stream().map(CallForService::originalCrimeTypeName).toList());
        assertThat(benchmark.callReader())
                .isEqualTo(dispositions(all).stream().mapToLong(String::length).sum());
    }

    @Test
    void jacksonWritesTheSameMessages() {
        WriterBenchmark benchmark = new WriterBenchmark();

        assertThat(texts(benchmark.jacksonMap()))
                .hasSize(WriterBenchmark.MESSAGES)
                .isEqualTo(texts(benchmark.callJson()));
    }

    @Test
    void jacksonMakesTheSameMessagesOfRecords() {
        RecordBenchmark benchmark = new RecordBenchmark();

        assertThat(texts(benchmark.jacksonTree()))
                .hasSize(RecordBenchmark.RECORDS)
                .isEqualTo(texts(benchmark.callMessageReader()));
    }

    @Test
    void theJdkReadsTheSameTimes() throws Exception {
        TimeBenchmark benchmark = new TimeBenchmark();

        assertThat(benchmark.localDateTime()).hasSize(TimeBenchmark.TIMES).isEqualTo(benchmark.eventTime());
    }

    @Test
    void stringsGiveTheSameHeaders() {
        HeaderBenchmark benchmark = new HeaderBenchmark();

        assertThat(benchmark.strings()).isPositive().isEqualTo(benchmark.replayHeaders());
    }

    private static List<String> dispositions(List<CallForService> calls) {
        return calls.stream().map(CallForService::disposition).toList();
    }

    private static List<String> texts(List<byte[]> messages) {
        return messages.stream()
                .map(message -> new String(message, StandardCharsets.UTF_8))
                .toList();
    }

    private static Map<String, String> fields(CallForService call) {
        Map<String, String> fields = new HashMap<>();
        for (CallField field : CallField.values()) {
            fields.put(field.wireName(), call.text(field));
        }
        return fields;
    }

    private static Map<String, String> fields(JsonNode tree) {
        Map<String, String> fields = new HashMap<>();
        tree.properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asString()));
        return fields;
    }
}
