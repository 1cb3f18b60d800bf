package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.ScatterChart;
import dev.sfcrime.bench.report.ScatterChart.Group;
import dev.sfcrime.bench.report.ScatterChart.Point;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.tune.Comparison.Ratio;

/** The part of the page on the best pairs, and how one can tell that they are. */
final class LadderSection {
    private final Plan plan;
    private final Findings findings;
    private final List<TrialResult> sweep;
    private final List<TrialResult> ladder;

    LadderSection(Plan plan, Findings findings, List<TrialResult> sweep, List<TrialResult> ladder) {
        this.plan = plan;
        this.findings = findings;
        this.sweep = sweep;
        this.ladder = ladder;
    }

    /** The answer in a few lines. */
    void answer(Report report) {
        List<Findings.Gain> best = findings.best();
        report.heading("The answer in short");
        if (best.isEmpty()) {
            report.text("No shipped value is separably better than Spark's own; more trials may tell.");
        } else {
            report.text(
                    "The most efficient key/value pairs, by what each gains over Spark's own default when it alone is moved:\n\n"
                            + best.stream().map(this::line).collect(Collectors.joining("\n")));
        }
        report.text(winners());
    }

    private String line(Findings.Gain gain) {
        return "1. `%s=%s` (Spark's: `%s`): throughput × %s, p99 ÷ %s, around %s"
                .formatted(
                        gain.property().name(),
                        Property.shown(gain.property().shipped()),
                        Property.shown(gain.property().sparks()),
                        Figures.of(gain.throughput()),
                        Figures.of(gain.latency()),
                        gain.property().decisiveBase().words());
    }

    /** The section. */
    void best(Report report) {
        report.heading("The best pairs, and how one can tell").text("""
                        **Rule.** For each property of which the suite ships another value than Spark does, the sweep tells what going back to Spark's
                        value costs, around the base in which the property acts. Its gain is the geometric mean of the factor in throughput
                        and the factor in the 99th percentile of latency, so that neither can be bought with the other unseen. The best pairs are
                        the three with the largest gain above 1, if it is separable from noise in at least one of the two.
                        """);
        MarkdownTable gains = new MarkdownTable("pair", "around", "throughput ×>", "p99 ÷>", "gain>", "separable");
        for (Findings.Gain gain : findings.gains()) {
            gains.row(
                    "`%s=%s`"
                            .formatted(
                                    gain.property().name(),
                                    Property.shown(gain.property().shipped())),
                    gain.property().decisiveBase().id(),
                    gain.throughput(),
                    gain.latency(),
                    gain.score(),
                    gain.separable() ? "yes" : "no");
        }
        report.table(gains);
        steps(report);
        improvements(report);
        plot(report);
    }

    private void steps(Report report) {
        if (ladder.isEmpty()) {
            report.text("The pairs have not been tried together yet: the run ended before.");
            return;
        }
        report.text("""
                **Together.** Values that are best alone need not be so together. So a second part begins with all of Spark's own defaults, adds
                one pair after the other, and compares each step with all that is shipped, again in shuffled rounds. The pairs are the
                right ones if few steps lead most of the way.
                """);
        int comparisons = 2 * Ladder.steps(plan, findings).size();
        Map<String, Ratio> throughput =
                Comparison.ratios(ladder, Base.SHIPPED.id(), TrialResult::recordsPerSecond, comparisons);
        Map<String, Ratio> latency = Comparison.ratios(ladder, Base.SHIPPED.id(), TrialResult::latencyP99, comparisons);
        MarkdownTable table = new MarkdownTable(
                "step", "throughput, records/s>", "by the shipped", "p50, ms>", "p99, ms>", "by the shipped");
        for (Setting step : Ladder.steps(plan, findings)) {
            List<TrialResult> trials = ofLadder(step);
            if (!trials.isEmpty()) {
                table.row(
                        name(step),
                        Findings.summary(trials, TrialResult::recordsPerSecond),
                        TuningPage.ratio(Optional.ofNullable(throughput.get(step.id()))),
                        Findings.summary(trials, TrialResult::latencyP50),
                        Findings.summary(trials, TrialResult::latencyP99),
                        TuningPage.ratio(Optional.ofNullable(latency.get(step.id()))));
            }
        }
        report.table(table);
    }

    private static String name(Setting step) {
        if (step.id().equals(Base.SHIPPED.id())) {
            return "all that is shipped";
        }
        return step.id().equals(Base.SPARK_STATE.id()) ? "all that is shipped, but the state in Spark" : step.id();
    }

    private List<TrialResult> ofLadder(Setting step) {
        return ladder.stream()
                .filter(trial -> trial.setting().equals(step.id()))
                .toList();
    }

    private void improvements(Report report) {
        report.text("""
                **Are the shipped values the winners?** A value that was tried would have to replace the shipped one if it were separably faster in
                one figure and not separably slower in the other.
                """.strip() + " " + winners());
        if (!findings.improvements(Base.SHIPPED).isEmpty()) {
            report.text("The step \"" + Ladder.IMPROVED + "\" above tries those around the shipped defaults together.");
        }
    }

    /** Whether what is shipped has won. */
    private String winners() {
        List<String> better = new ArrayList<>();
        for (Base base : Base.values()) {
            List<Setting> improvements = findings.improvements(base);
            if (!improvements.isEmpty()) {
                better.add("around %s %s"
                        .formatted(
                                base.words(),
                                improvements.stream().map(this::improvement).collect(Collectors.joining(", "))));
            }
        }
        if (findings.isImprovement(Base.SPARK_STATE.asSetting())) {
            better.add("`analytics.query.state=spark` itself");
        }
        if (better.isEmpty() && sweep.size() < plan.sweep().size()) {
            return "Whether the shipped values are the winners shows at the end of the sweep, which is not complete.";
        }
        return better.isEmpty()
                ? "No value that was tried is better beyond noise: **the shipped values are the winners.**"
                : "**Not all shipped values are the winners.** These values are better: " + String.join("; ", better)
                        + ".";
    }

    private String improvement(Setting setting) {
        return "`%s=%s` (throughput %s, p99 %s)"
                .formatted(
                        setting.property(),
                        Property.shown(setting.value()),
                        TuningPage.ratio(findings.throughput(setting)),
                        TuningPage.ratio(findings.latency(setting)));
    }

    private void plot(Report report) {
        List<Group> groups = new ArrayList<>();
        List<Point> all = new ArrayList<>();
        for (Base base : Base.values()) {
            List<Point> points = new ArrayList<>();
            add(points, sweep, base.asSetting(), base == Base.SHIPPED ? "shipped" : "state in Spark");
            for (Setting setting : plan.moved()) {
                if (setting.base() == base) {
                    add(points, sweep, setting, "");
                }
            }
            if (!points.isEmpty()) {
                groups.add(new Group("around: " + base.id(), points));
                all.addAll(points);
            }
        }
        List<Point> steps = new ArrayList<>();
        int number = 0;
        for (Setting step : Ladder.steps(plan, findings)) {
            if (!step.isBase()) {
                add(steps, ladder, step, label(step, number++));
            }
        }
        if (!steps.isEmpty()) {
            groups.add(new Group("steps from Spark's own defaults", steps));
            all.addAll(steps);
        }
        if (all.isEmpty()) {
            return;
        }
        report.text(
                        "**Throughput against latency.** Right and low is good. The dashed line joins the settings that no other beats in both"
                                + " figures: of those one can only choose, by what one wants.")
                .plot(
                        "pareto",
                        new ScatterChart(
                                "Throughput against latency of every setting tried",
                                Axis.logarithmic("throughput in a backlog", "records/s"),
                                Axis.logarithmic("p99 latency at a steady rate", "ms"),
                                groups,
                                front(all)));
        report.text("On the line: " + named(front(all)) + ".");
    }

    private static String label(Setting step, int number) {
        if (step.id().equals(Ladder.FOOT)) {
            return Ladder.FOOT;
        }
        return step.id().equals(Ladder.IMPROVED) ? Ladder.IMPROVED : "+ " + number;
    }

    private static void add(List<Point> points, List<TrialResult> trials, Setting setting, String label) {
        List<TrialResult> own = trials.stream()
                .filter(trial -> trial.setting().equals(setting.id()))
                .toList();
        if (!own.isEmpty()) {
            Summary throughput = Findings.summary(own, TrialResult::recordsPerSecond);
            points.add(new Point(
                    throughput.median(),
                    Findings.summary(own, TrialResult::latencyP99).median(),
                    label));
        }
    }

    /** The points that no other beats in both figures, from the least throughput on. */
    static List<Point> front(List<Point> points) {
        return points.stream()
                .filter(point -> points.stream()
                        .noneMatch(other -> other.x() >= point.x()
                                && other.y() <= point.y()
                                && (other.x() > point.x() || other.y() < point.y())))
                .sorted(Comparator.comparingDouble(Point::x))
                .toList();
    }

    private String named(List<Point> front) {
        List<Setting> settings = new ArrayList<>(List.of(Base.SHIPPED.asSetting(), Base.SPARK_STATE.asSetting()));
        settings.addAll(plan.moved());
        List<String> names = new ArrayList<>();
        for (Point point : front) {
            for (Setting setting : settings) {
                List<Point> own = new ArrayList<>();
                add(own, sweep, setting, point.label());
                if (own.contains(point)) {
                    names.add("`" + setting.id() + "`");
                }
            }
        }
        return names.isEmpty() ? "steps of the ladder alone" : String.join(", ", names);
    }
}
