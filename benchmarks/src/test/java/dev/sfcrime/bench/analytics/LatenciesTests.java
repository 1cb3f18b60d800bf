package dev.sfcrime.bench.analytics;

import java.util.List;
import java.util.stream.LongStream;

import dev.sfcrime.bench.analytics.Latencies.Answer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LatenciesTests {
    @Test
    void aMessageIsReadableWithTheFirstAnswerThatCountsIt() {
        long[] timestamps = {1_000, 1_010, 1_020, 1_030};
        List<Answer> answers = List.of(new Answer(1, 1_005), new Answer(3, 1_025), new Answer(4, 1_130));

        Latencies latencies = Latencies.of(timestamps, answers, 0);

        // 5, 15, 5 and 100 ms
        assertThat(latencies).isEqualTo(new Latencies(5, 100, 100, 4));
    }

    @Test
    void theFirstMessagesAreNoSamples() {
        long[] timestamps = {1_000, 2_000, 2_000};

        Latencies latencies = Latencies.of(timestamps, List.of(new Answer(3, 2_007)), 1);

        assertThat(latencies).isEqualTo(new Latencies(7, 7, 7, 2));
    }

    @Test
    void onePercentMayTakeLongerThanThe99thPercentile() {
        long[] timestamps = new long[200];
        List<Answer> answers =
                LongStream.rangeClosed(1, 200).mapToObj(i -> new Answer(i, i)).toList();

        assertThat(Latencies.of(timestamps, answers, 0)).isEqualTo(new Latencies(100, 198, 200, 200));
    }

    @Test
    void everyMessageMustBeCounted() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.of(new long[3], List.of(new Answer(2, 5)), 0))
                .withMessageContaining("2 of 3");
    }

    @Test
    void someMessagesMustBeSamples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Latencies.of(new long[3], List.of(new Answer(3, 5)), 3))
                .withMessageContaining("leave some");
    }
}
