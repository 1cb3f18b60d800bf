package dev.sfcrime.bench.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

class ScaleTests {
    @Test
    void anAxisFromZeroBeginsThere() {
        Scale scale = Scale.of(Axis.fromZero("rate", ""), new double[] {100, 200}, 50, 450);

        assertThat(scale.position(0)).isEqualTo(50);
        assertThat(scale.position(200)).isLessThan(450);
        assertThat(scale.ticks()).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
    }

    @Test
    void anAxisOverTheDataLeavesTheRestOut() {
        Scale scale = Scale.of(Axis.overData("rate", ""), new double[] {100, 200}, 0, 100);

        assertThat(scale.position(100)).isBetween(1.0, 10.0);
        assertThat(scale.ticks()).allMatch(tick -> tick >= 95 && tick <= 205);
    }

    @Test
    void aDecadeIsAsLongAsAnyOtherOnALogarithmicAxis() {
        Scale scale = Scale.of(Axis.logarithmic("rate", ""), new double[] {0.5, 100_000}, 0, 600);

        double first = scale.position(10) - scale.position(1);
        double last = scale.position(100_000) - scale.position(10_000);
        assertThat(first).isEqualTo(last, offset(1e-6));
        assertThat(scale.ticks()).contains(1.0, 10.0, 100_000.0);
    }

    @Test
    void onePointHasRoomToo() {
        Scale scale = Scale.of(Axis.overData("rate", ""), new double[] {7}, 0, 100);

        assertThat(scale.position(7)).isBetween(0.0, 100.0);
    }
}
