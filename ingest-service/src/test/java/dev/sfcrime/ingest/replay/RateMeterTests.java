package dev.sfcrime.ingest.replay;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateMeterTests {
    private static final long ORIGIN = -123_456_789L;

    private final RateMeter meter = new RateMeter(ORIGIN);

    @Test
    void knowsTheRateOfTheLastSecondOnly() {
        markEvery(1, 0, 5_000);
        assertThat(meter.perSecond(at(5_000))).isEqualTo(1_000);

        markEvery(10, 5_000, 7_000);

        assertThat(meter.perSecond(at(7_000))).isEqualTo(100);
    }

    @Test
    void knowsItBeforeTheFirstSecondIsOver() {
        markEvery(1, 0, 300);

        assertThat(meter.perSecond(at(0))).isZero();
        assertThat(meter.perSecond(at(300))).isEqualTo(1_000);
    }

    @Test
    void fallsToZeroWhenNothingComesAnyMore() {
        markEvery(1, 0, 1_000);

        assertThat(meter.perSecond(at(1_500))).isEqualTo(500);
        assertThat(meter.perSecond(at(2_000))).isZero();
        assertThat(meter.perSecond(at(1_000_000))).isZero();
    }

    private void markEvery(int everyMillis, int fromMillis, int toMillis) {
        for (int millis = fromMillis; millis < toMillis; millis += everyMillis) {
            meter.mark(at(millis));
        }
    }

    private static long at(long millis) {
        return ORIGIN + TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
