package dev.sfcrime.bench.capacity;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.capacity.Search.Outcome;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SearchTests {
    private static final Objective OBJECTIVE = new Objective(Duration.ofSeconds(1));

    private final List<Double> rates = new ArrayList<>();

    @Test
    void itEndsWithinThePrecisionOfWhatTheSystemCanDo() throws Exception {
        Outcome outcome = search(new Search(10_000, 1.05, 30), 137_000);

        assertThat(outcome.best())
                .hasValueSatisfying(best ->
                        assertThat(best.rate()).isLessThanOrEqualTo(137_000).isGreaterThan(137_000 / 1.05));
        assertThat(outcome.bound())
                .hasValueSatisfying(bound -> assertThat(bound.rate())
                        .isGreaterThan(137_000)
                        .isLessThanOrEqualTo(outcome.best().orElseThrow().rate() * 1.05));
    }

    @Test
    void itDoublesFirstAndHalvesThenInRatios() throws Exception {
        search(new Search(10_000, 1.5, 30), 45_000);

        assertThat(rates).containsExactly(10_000.0, 20_000.0, 40_000.0, 80_000.0, Math.sqrt(40_000.0 * 80_000.0));
    }

    @Test
    void itGoesDownWhereTheFirstRateIsTooMuch() throws Exception {
        Outcome outcome = search(new Search(10_000, 1.1, 30), 1_700);

        assertThat(rates).startsWith(10_000.0, 5_000.0, 2_500.0, 1_250.0);
        assertThat(outcome.best())
                .hasValueSatisfying(best -> assertThat(best.rate()).isBetween(1_700 / 1.1, 1_700.0));
    }

    @Test
    void itStopsAfterAsManyTrialsAsItMayMake() throws Exception {
        Outcome outcome = search(new Search(10_000, 1.0001, 5), 45_000);

        assertThat(outcome.trials()).hasSize(5);
    }

    @Test
    void aSystemThatSustainsNothingHasNoBest() throws Exception {
        Outcome outcome = search(new Search(10_000, 1.05, 4), 0);

        assertThat(outcome.best()).isEmpty();
        assertThat(outcome.bound())
                .hasValueSatisfying(bound -> assertThat(bound.rate()).isEqualTo(1_250));
    }

    @Test
    void aSearchThatCouldNotEndIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Search(10_000, 1, 5))
                .withMessageContaining("above 1");
    }

    /** A system whose lag grows by all that is beyond its limit. */
    private Outcome search(Search search, double limit) throws Exception {
        Trials system = rate -> {
            rates.add(rate);
            return rate <= limit ? new Trial(rate, rate, 0, 100, 200) : new Trial(rate, rate, rate, 5_000, 9_000);
        };
        return search.run(system, OBJECTIVE, trial -> {});
    }
}
