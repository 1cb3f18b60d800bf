package dev.sfcrime.bench.capacity;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

class TrendTests {
    @Test
    void theSlopeOfALineIsItsSlope() {
        assertThat(Trend.slope(new double[] {0, 1, 2, 5}, new double[] {7, 10, 13, 22}))
                .isCloseTo(3, within(1e-9));
    }

    @Test
    void whatGoesUpAndDownAroundALevelHasNone() {
        assertThat(Trend.slope(new double[] {0, 1, 2, 3}, new double[] {1, 5, 5, 1}))
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void aSinglePointHasNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Trend.slope(new double[] {1}, new double[] {1}));
    }
}
