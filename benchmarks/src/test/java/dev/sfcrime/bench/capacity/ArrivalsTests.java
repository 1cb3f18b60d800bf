package dev.sfcrime.bench.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.bench.capacity.Watch.Sight;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class ArrivalsTests {
    @Test
    void aMessageIsReadableWithTheFirstAnswerPastItsOffset() {
        List<Sight> sights = List.of(sight(1_000, 0), sight(1_100, 1), sight(1_300, 3));
        Arrivals arrivals = new Arrivals(sights, 1_000, 1_200);

        arrivals.add(0, 0, 1_010);
        arrivals.add(0, 1, 1_020);
        arrivals.add(0, 2, 1_030);

        Trial trial = arrivals.trial(15, 0);
        assertThat(trial.p50Millis()).isEqualTo(270);
        assertThat(trial.p99Millis()).isEqualTo(280);
        assertThat(trial.arrived()).isEqualTo(15);
    }

    @Test
    void eachPartitionHasOffsetsOfItsOwn() {
        List<Sight> sights = List.of(
                new Sight(1_000, 0, Map.of()),
                new Sight(1_100, 1, Map.of(0, 1L)),
                new Sight(1_200, 2, Map.of(0, 1L, 1, 1L)));
        Arrivals arrivals = new Arrivals(sights, 1_000, 1_300);

        arrivals.add(1, 0, 1_000);
        arrivals.add(0, 0, 1_000);

        assertThat(arrivals.trial(2, 0).p50Millis()).isEqualTo(100);
        assertThat(arrivals.trial(2, 0).p99Millis()).isEqualTo(200);
    }

    @Test
    void messagesBeforeAndAfterTheWindowAreNoSamples() {
        List<Sight> sights = List.of(sight(1_000, 0), sight(1_100, 1), sight(1_400, 3));
        Arrivals arrivals = new Arrivals(sights, 1_000, 1_200);

        arrivals.add(0, 0, 500);
        arrivals.add(0, 1, 1_199);
        arrivals.add(0, 2, 1_200);

        assertThat(arrivals.trial(5, 0).arrived()).isEqualTo(5);
        assertThat(arrivals.trial(5, 0).p99Millis()).isEqualTo(201);
    }

    @Test
    void theLagGrowsByWhatComesAndIsNotCounted() {
        List<Sight> sights = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            // counts 50 a second, from 7 on
            sights.add(new Sight(1_000 + i * 100L, 7 + i * 5L, Map.of(0, i * 5L)));
        }
        sights.add(new Sight(9_000, 207, Map.of(0, 200L)));
        Arrivals arrivals = new Arrivals(sights, 1_000, 3_000);

        for (int i = 0; i < 200; i++) {
            // 100 a second come
            arrivals.add(0, i, 1_001 + i * 10L);
        }

        assertThat(arrivals.trial(100, 7).lagSlope()).isCloseTo(50, within(0.5));
    }

    @Test
    void aMessageThatNoAnswerCountsIsAnError() {
        Arrivals arrivals = new Arrivals(List.of(sight(1_000, 0)), 1_000, 1_200);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> arrivals.add(0, 0, 1_010))
                .withMessageContaining("never seen");
    }

    private static Sight sight(long atMillis, long counted) {
        return new Sight(atMillis, counted, Map.of(0, counted));
    }
}
