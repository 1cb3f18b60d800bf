package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.sfcrime.bench.tune.Comparison.Ratio;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ComparisonTests {
    private static final Setting FASTER = new Setting("faster", Base.SHIPPED, "p", "1", Map.of());

    private final List<TrialResult> results = new ArrayList<>();
    private int place;

    private void trial(int round, Setting setting, double figure) {
        results.add(Given.result(new Plan.Trial(Plan.SWEEP, round, place++, setting), figure, 100));
    }

    private void base(int round, double... figures) {
        for (double figure : figures) {
            trial(round, Base.SHIPPED.asSetting(), figure);
        }
    }

    private Map<String, Ratio> ratios(int comparisons) {
        return Comparison.ratios(results, Base.SHIPPED.id(), TrialResult::recordsPerSecond, comparisons);
    }

    @Test
    void theIntervalIsThatOfStudentsTest() {
        // logarithms: base -0.1, 0, 0.1; setting 0.4, 0.5, 0.6: pooled variance 0.01, standard error 0.0816, 4 degrees
        base(1, Math.exp(-0.1), 1, Math.exp(0.1));
        trial(1, FASTER, Math.exp(0.4));
        trial(1, FASTER, Math.exp(0.5));
        trial(1, FASTER, Math.exp(0.6));

        Ratio ratio = ratios(1).get("faster");

        double half = 2.7764451 * Math.sqrt(0.01 * 2 / 3);
        assertThat(ratio.estimate()).isCloseTo(Math.exp(0.5), within(1e-9));
        assertThat(ratio.low()).isCloseTo(Math.exp(0.5 - half), within(1e-6));
        assertThat(ratio.high()).isCloseTo(Math.exp(0.5 + half), within(1e-6));
        assertThat(ratio.isMore()).isTrue();
    }

    @Test
    void moreComparisonsMakeIntervalsWider() {
        base(1, 99, 100, 101);
        trial(1, FASTER, 110);
        trial(1, FASTER, 112);

        assertThat(ratios(50).get("faster").low())
                .isLessThan(ratios(1).get("faster").low());
    }

    @Test
    void whatChangesFromRoundToRoundDropsOut() {
        base(1, 99, 101);
        trial(1, FASTER, 120);
        base(2, 198, 202);
        trial(2, FASTER, 240);

        Ratio ratio = ratios(1).get("faster");

        assertThat(ratio.estimate()).isCloseTo(1.2, within(0.001));
        assertThat(ratio.isMore()).isTrue();
    }

    @Test
    void aSettingThatSpreadsMoreIsJudgedByItsOwnTrials() {
        base(1, 100, 100.1, 99.9, 100, 100.1, 99.9);
        trial(1, FASTER, 60);
        trial(1, FASTER, 200);

        assertThat(ratios(1).get("faster").isSeparable()).isFalse();
    }

    @Test
    void noiseAloneIsHardlyEverTakenForAnEffect() {
        Random random = new Random(5);
        int wrong = 0;
        for (int run = 0; run < 100; run++) {
            results.clear();
            for (int round = 1; round <= 3; round++) {
                for (int i = 0; i < 3; i++) {
                    trial(round, Base.SHIPPED.asSetting(), Math.exp(0.05 * random.nextGaussian()));
                }
                for (int i = 0; i < 30; i++) {
                    trial(
                            round,
                            new Setting("s" + i, Base.SHIPPED, "p", "" + i, Map.of()),
                            Math.exp(0.05 * random.nextGaussian()));
                }
            }
            wrong += ratios(30).values().stream().anyMatch(Ratio::isSeparable) ? 1 : 0;
        }

        assertThat(wrong).as("runs of 100 with any false effect").isLessThanOrEqualTo(10);
    }

    @Test
    void withoutABaseInTheSameRoundThereIsNothingToSay() {
        base(1, 99, 101);
        trial(2, FASTER, 120);

        assertThat(ratios(1)).isEmpty();
    }
}
