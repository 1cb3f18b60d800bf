package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.tune.Comparison.Ratio;
import org.jspecify.annotations.Nullable;

/** What the trials of the sweep say. */
final class Findings {
    private final Plan plan;
    private final List<TrialResult> trials;
    private final Map<String, Ratio> throughput = new LinkedHashMap<>();
    private final Map<String, Ratio> latency = new LinkedHashMap<>();
    private final int comparisons;

    /**
     * Judges.
     *
     * @param plan what was to be tried
     * @param trials the sweep's, be it complete or not
     */
    Findings(Plan plan, List<TrialResult> trials) {
        this.plan = plan;
        this.trials = List.copyOf(trials);
        List<Setting> moved = plan.moved();
        // each setting in two figures, and the one base with the other
        this.comparisons = 2 * (moved.size() + 1);
        for (Base base : Base.values()) {
            List<String> ids = new ArrayList<>(moved.stream()
                    .filter(setting -> setting.base() == base)
                    .map(Setting::id)
                    .toList());
            ids.add(base.id());
            if (base == Base.SHIPPED) {
                ids.add(Base.SPARK_STATE.id());
            }
            List<TrialResult> ofBase = trials.stream()
                    .filter(trial -> ids.contains(trial.setting()))
                    .toList();
            throughput.putAll(Comparison.ratios(ofBase, base.id(), TrialResult::recordsPerSecond, comparisons));
            latency.putAll(Comparison.ratios(ofBase, base.id(), TrialResult::latencyP99, comparisons));
        }
    }

    /** For how many comparisons the intervals hold together. */
    int comparisons() {
        return comparisons;
    }

    /** The setting's throughput by that of its base. */
    Optional<Ratio> throughput(Setting setting) {
        return Optional.ofNullable(throughput.get(setting.id()));
    }

    /** The setting's 99th percentile of latency by that of its base. */
    Optional<Ratio> latency(Setting setting) {
        return Optional.ofNullable(latency.get(setting.id()));
    }

    /** The trials of a setting. */
    List<TrialResult> trials(Setting setting) {
        return trials.stream()
                .filter(trial -> trial.setting().equals(setting.id()))
                .toList();
    }

    /**
     * What a shipped value gains over Spark's own.
     *
     * @param property the property
     * @param throughput by how much it multiplies throughput
     * @param latency by how much it divides the 99th percentile of latency
     * @param separable whether chance is an unlikely explanation of at least one of them
     */
    record Gain(Property property, double throughput, double latency, boolean separable) {
        /** The geometric mean of both. */
        double score() {
            return Math.sqrt(throughput * latency);
        }
    }

    /** What each value that the suite ships in place of Spark's gains, the most first; those not measured are left out. */
    List<Gain> gains() {
        List<Gain> gains = new ArrayList<>();
        for (Property property : plan.properties()) {
            if (property.isChoice()) {
                Setting sparks = Setting.moved(property.decisiveBase(), property, property.sparks());
                @Nullable Ratio rate = throughput.get(sparks.id());
                @Nullable Ratio delay = latency.get(sparks.id());
                if (rate != null && delay != null) {
                    gains.add(new Gain(
                            property,
                            1 / rate.estimate(),
                            delay.estimate(),
                            rate.isSeparable() || delay.isSeparable()));
                }
            }
        }
        gains.sort(Comparator.comparingDouble(Gain::score).reversed());
        return gains;
    }

    /** The pairs that gain most, and separably so: three at most. */
    List<Gain> best() {
        return gains().stream()
                .filter(gain -> gain.separable() && gain.score() > 1)
                .limit(3)
                .toList();
    }

    /**
     * Settings around this base that are separably better in one figure and not separably worse in the other; of each
     * property the one that gains most.
     */
    List<Setting> improvements(Base base) {
        Map<String, Setting> best = new LinkedHashMap<>();
        for (Setting setting : plan.moved()) {
            if (setting.base() == base && isImprovement(setting)) {
                best.merge(setting.property(), setting, (one, other) -> score(one) >= score(other) ? one : other);
            }
        }
        return List.copyOf(best.values());
    }

    /** Whether a setting is separably better than its base in one figure, and not separably worse in the other. */
    boolean isImprovement(Setting setting) {
        @Nullable Ratio rate = throughput.get(setting.id());
        @Nullable Ratio delay = latency.get(setting.id());
        return rate != null && delay != null && (rate.isMore() || delay.isLess()) && !rate.isLess() && !delay.isMore();
    }

    /** Whether chance is an unlikely explanation of its throughput or of its latency. */
    boolean isSeparable(Setting setting) {
        return throughput(setting).map(Ratio::isSeparable).orElse(false)
                || latency(setting).map(Ratio::isSeparable).orElse(false);
    }

    private double score(Setting setting) {
        return throughput(setting).orElseThrow().estimate()
                / latency(setting).orElseThrow().estimate();
    }

    /** Summary of a figure over trials of which there is one at least. */
    static Summary summary(List<TrialResult> trials, ToDoubleFunction<TrialResult> figure) {
        return Summary.of(trials.stream().mapToDouble(figure).toArray());
    }
}
