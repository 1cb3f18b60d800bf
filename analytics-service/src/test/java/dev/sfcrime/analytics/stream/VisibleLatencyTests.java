package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleLatencyTests {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private long now = 1_000;
    private final VisibleLatency latency = new VisibleLatency(new SettableClock(), metrics);

    private final class SettableClock extends Clock {
        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void tenMessagesOfEachPartitionAreVisibleAlready() {
        latency.beginAt(Map.of(0, 10L, 1, 10L));
    }

    @Test
    void aMessageTakesUntilTheCommitThatHoldsIt() {
        latency.take(new CallsTopic.Place(0, 12, 900));

        commitAt(1_100, Map.of(0, 12L, 1, 99L));
        assertThat(count()).isZero();

        commitAt(1_300, Map.of(0, 13L, 1, 99L));
        assertThat(count()).isOne();
        assertThat(totalMillis()).isEqualTo(400);
    }

    @Test
    void aMessageToldOfAfterItsCommitTookUntilTheFirstThatHoldsIt() {
        commitAt(1_100, Map.of(0, 13L));
        commitAt(1_500, Map.of(0, 20L));

        latency.take(new CallsTopic.Place(0, 12, 900));

        assertThat(count()).isOne();
        assertThat(totalMillis()).isEqualTo(200);
    }

    @Test
    void whatWasVisibleFromTheBeginningIsLeftOut() {
        commitAt(1_100, Map.of(0, 13L));

        latency.take(new CallsTopic.Place(0, 9, 900));

        assertThat(count()).isZero();
    }

    @Test
    void aMessageFromAClockAheadTookNoTime() {
        latency.take(new CallsTopic.Place(0, 10, 5_000));

        commitAt(1_100, Map.of(0, 11L));

        assertThat(count()).isOne();
        assertThat(totalMillis()).isZero();
    }

    @Test
    void noMoreMessagesWaitThanAreRemembered() {
        for (int offset = 10; offset < 10 + 2 * VisibleLatency.MOST_WAITING; offset++) {
            latency.take(new CallsTopic.Place(0, offset, 900));
        }

        commitAt(1_100, Map.of(0, 10_000L));

        assertThat(count()).isEqualTo(VisibleLatency.MOST_WAITING);
    }

    @Test
    void aMessageWhoseCommitIsForgottenIsLeftOut() {
        for (int commit = 0; commit < VisibleLatency.MOST_COMMITS; commit++) {
            commitAt(1_100 + commit, Map.of(0, 13L + commit));
        }

        latency.take(new CallsTopic.Place(0, 12, 900));

        assertThat(count()).isZero();
    }

    @Test
    void whereAllIsCountedAnewNobodyWaitsForOffsetsOfBefore() {
        latency.take(new CallsTopic.Place(0, 1_000_000, 900));

        commitAt(1_100, Map.of());
        latency.take(new CallsTopic.Place(0, 0, 1_050));
        commitAt(1_200, Map.of(0, 1L));

        assertThat(count()).isOne();
        assertThat(totalMillis()).isEqualTo(150);
    }

    private void commitAt(long millis, Map<Integer, Long> offsets) {
        now = millis;
        latency.visible(offsets);
    }

    private long count() {
        return timer().count();
    }

    private double totalMillis() {
        return timer().totalTime(TimeUnit.MILLISECONDS);
    }

    private Timer timer() {
        return metrics.get("analytics.visible.latency").timer();
    }
}
