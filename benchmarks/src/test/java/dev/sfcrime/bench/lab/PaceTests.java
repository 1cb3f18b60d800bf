package dev.sfcrime.bench.lab;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaceTests {
    @Test
    void turnsHaveTheirTimesFromTheStartOn() {
        Pace pace = new Pace(7, 3);

        assertThat(pace.due(0)).isEqualTo(7);
        assertThat(pace.due(1)).isEqualTo(7 + 333_333_333L);
        assertThat(pace.due(3)).isEqualTo(7 + 1_000_000_000L);
    }

    @Test
    void yearsOfTurnsAreStillDueInTime() {
        long year = 365L * 24 * 3600;

        assertThat(new Pace(0, 100_000).due(year * 100_000)).isEqualTo(year * 1_000_000_000L);
    }

    @Test
    void aTurnThatHasPassedIsNotWaitedFor() {
        long begin = System.nanoTime();

        new Pace(begin - 10_000_000_000L, 1).await(5);

        assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
    }

    @Test
    void whoHasGivenUpIsNotKept() {
        long begin = System.nanoTime();

        new Pace(begin, 1).await(3600, () -> true);

        assertThat(System.nanoTime() - begin).isLessThan(10_000_000_000L);
    }
}
