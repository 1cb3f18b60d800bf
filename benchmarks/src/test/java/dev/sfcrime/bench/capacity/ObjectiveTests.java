package dev.sfcrime.bench.capacity;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ObjectiveTests {
    private final Objective objective = new Objective(Duration.ofMillis(500));

    @Test
    void aRateThatIsKeptInTimeWithALevelLagIsSustained() {
        assertThat(objective.miss(new Trial(10_000, 9_950, 150, 200, 500))).isEmpty();
    }

    @Test
    void aRateThatDoesNotArriveIsNot() {
        assertThat(objective.miss(new Trial(10_000, 9_700, 0, 200, 400))).hasValue("only 9,700 a second arrived");
    }

    @Test
    void aRateWhoseLagGrowsIsNot() {
        assertThat(objective.miss(new Trial(10_000, 10_000, 300, 200, 400))).hasValue("the lag grew by 300 a second");
    }

    @Test
    void aRateWhoseRecordsAreLateIsNot() {
        assertThat(objective.miss(new Trial(10_000, 10_000, 0, 200, 501))).hasValue("p99 was 501 ms");
    }

    @Test
    void noTimeAtAllIsNoObjective() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Objective(Duration.ZERO))
                .withMessageContaining("--objective");
    }
}
