package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How settings compare with their base in one figure, told from trials in several rounds.
 *
 * <p>Of the logarithm of each trial's figure the mean of the base's in the same round is taken away, so that what changes
 * from round to round, such as the mood of the machine, drops out. What is left spreads by chance; the spread is pooled
 * over all settings, as three trials of one tell little about it, but a setting whose own trials spread more is judged by
 * those. The intervals are Student's, and hold together: with k comparisons each has a confidence of 1 - 0.05 / k
 * (Bonferroni), so that the chance that any of them is wrong is at most 5 %.
 */
final class Comparison {
    private static final double ERROR = 0.05;

    /** With fewer degrees of freedom nothing is known of the spread, and intervals span worlds. */
    private static final int LEAST_FREEDOM = 3;

    private Comparison() {}

    /**
     * A setting's figure by its base's.
     *
     * @param estimate the most likely ratio
     * @param low lower end of its interval
     * @param high upper end
     * @param trials how many trials of the setting it is from
     */
    record Ratio(double estimate, double low, double high, int trials) {
        /** Whether the figure is larger, and chance is no likely explanation. */
        boolean isMore() {
            return low > 1;
        }

        /** Whether it is smaller, and chance is no likely explanation. */
        boolean isLess() {
            return high < 1;
        }

        boolean isSeparable() {
            return isMore() || isLess();
        }
    }

    /**
     * Compares.
     *
     * @param results trials of the base and of settings of it, in any order
     * @param base id of the setting to compare with
     * @param figure what to compare; positive
     * @param comparisons how many comparisons the intervals are to hold together for, at least 1
     * @return by setting, the base left out; settings without a trial of the base in the same round are missing
     */
    static Map<String, Ratio> ratios(
            List<TrialResult> results, String base, ToDoubleFunction<TrialResult> figure, int comparisons) {
        Map<Integer, List<Double>> baseByRound = new TreeMap<>();
        for (TrialResult result : results) {
            if (result.setting().equals(base)) {
                baseByRound
                        .computeIfAbsent(result.round(), round -> new ArrayList<>())
                        .add(Math.log(figure.applyAsDouble(result)));
            }
        }
        Map<String, List<Double>> differences = new LinkedHashMap<>();
        for (TrialResult result : results) {
            List<Double> ofBase = baseByRound.get(result.round());
            if (ofBase != null) {
                differences
                        .computeIfAbsent(result.setting(), setting -> new ArrayList<>())
                        .add(Math.log(figure.applyAsDouble(result)) - mean(ofBase));
            }
        }
        double squares = 0;
        int freedom = 0;
        for (Map.Entry<String, List<Double>> setting : differences.entrySet()) {
            squares += squares(setting.getValue());
            // the base's differences have a mean of 0 in each round
            freedom += setting.getValue().size() - (setting.getKey().equals(base) ? baseByRound.size() : 1);
        }
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        List<Double> ofBase = differences.remove(base);
        if (ofBase == null || freedom < LEAST_FREEDOM) {
            return ratios;
        }
        double pooled = squares / freedom;
        double width = TDistribution.of(freedom).inverseSurvivalProbability(ERROR / comparisons / 2);
        differences.forEach((setting, values) -> {
            double own = values.size() < 2 ? 0 : squares(values) / (values.size() - 1);
            double error = Math.sqrt(Math.max(pooled, own) * (1.0 / values.size() + 1.0 / ofBase.size()));
            double mean = mean(values);
            ratios.put(
                    setting,
                    new Ratio(
                            Math.exp(mean),
                            Math.exp(mean - width * error),
                            Math.exp(mean + width * error),
                            values.size()));
        });
        return ratios;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double squares(List<Double> values) {
        double mean = mean(values);
        return values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
    }
}
