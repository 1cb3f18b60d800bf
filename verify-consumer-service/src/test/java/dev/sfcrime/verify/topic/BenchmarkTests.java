package dev.sfcrime.verify.topic;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured side by side does the same. */
class BenchmarkTests {
    @Test
    void bothReadTheSameOfEachRecord() {
        ReadingBenchmark benchmark = new ReadingBenchmark();

        List<ReceivedMessage> read = benchmark.messageReader();

        assertThat(read).hasSize(ReadingBenchmark.MESSAGES).allMatch(ReceivedMessage::valid);
        assertThat(read.stream().map(BenchmarkTests::content))
                .containsExactlyElementsOf(benchmark.jacksonTree().stream()
                        .map(BenchmarkTests::content)
                        .toList());
    }

    private static List<?> content(ReceivedMessage message) {
        return Arrays.asList(
                message.offset(),
                message.replayId(),
                message.sequence(),
                message.error(),
                message.headers(),
                message.text(),
                message.weight());
    }
}
