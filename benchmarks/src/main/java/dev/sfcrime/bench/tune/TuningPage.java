package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.tune.Comparison.Ratio;

/** The page on tuning: figures and verdicts from trials, and how the properties work in words. */
final class TuningPage {
    private static final String NOT_SEPARABLE = "not separable";
    private static final String NOT_MEASURED = "-";

    private final Heading heading;
    private final Plan plan;
    private final List<TrialResult> sweep;
    private final Findings findings;
    private final LadderSection ladder;
    private final Report report;

    /**
     * A page that is not written yet.
     *
     * @param folder where it goes
     * @param results what to tell of
     */
    TuningPage(Path folder, ResultsFile results) {
        this.heading = results.heading();
        this.sweep = results.of(Plan.SWEEP);
        this.plan = heading.plan();
        this.findings = new Findings(plan, sweep);
        this.ladder = new LadderSection(plan, findings, sweep, results.of(Plan.LADDER));
        this.report = new Report(
                folder,
                "tuning",
                "Tuning",
                heading.effort().command(),
                heading.machine(),
                Clock.fixed(heading.begun().atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC));
    }

    /**
     * Writes it and its plot.
     *
     * @return the page
     */
    Path write() throws IOException {
        introduction();
        ladder.answer(report);
        properties();
        ladder.best(report);
        nothing();
        repeat();
        return report.write();
    }

    private void introduction() {
        Effort effort = heading.effort();
        int planned = plan.sweep().size();
        report.text("""
                How changing values of SparkSession and source properties moves throughput and latency of this suite, from %d of %d
                trials of a sweep%s. Each trial runs the packaged analytics-service in a warm JVM, on a topic, a checkpoint and a
                store of its own, and changes one property of a base:

                1. Its query starts, and counts a few messages. Then a transaction of %s records in four partitions is committed, and it
                   catches up with them. *Throughput* is these by the time from the first batch's
                   trigger to the last batch's end, as `StreamingQueryProgress` tells both.
                2. One producer sends %s messages a second for %d s. *Latency* is the time from a message's Kafka timestamp until
                   an answer that counts it was read over HTTP; the first second is left out.

                A ratio is the setting's figure by that of its base in the same rounds, with its interval in brackets. **Faster** or
                **slower** is said only where the interval leaves 1 out; all else is *not separable* from noise.
                """.formatted(
                        sweep.size(),
                        planned,
                        effort.quick() ? ", a quick one, which tells large effects only" : "",
                        Figures.exactly(effort.records()),
                        Figures.exactly(effort.rate()),
                        effort.steadySeconds()));
    }

    private void properties() {
        report.heading("How each property moves throughput and latency, and why");
        MarkdownTable bases = new MarkdownTable(
                "base",
                "trials>",
                "throughput, records/s>",
                "processedRowsPerSecond, backlog>",
                "the same, steady>",
                "inputRowsPerSecond, steady>",
                "p50, ms>",
                "p99, ms>",
                "batch, ms>",
                "largest batch, ms>");
        for (Base base : Base.values()) {
            List<TrialResult> trials = findings.trials(base.asSetting());
            if (!trials.isEmpty()) {
                bases.row(
                        base.words(),
                        trials.size(),
                        Findings.summary(trials, TrialResult::recordsPerSecond),
                        Findings.summary(trials, TrialResult::processedRowsPerSecond),
                        Findings.summary(trials, TrialResult::steadyProcessedRowsPerSecond),
                        Findings.summary(trials, TrialResult::steadyInputRowsPerSecond),
                        Findings.summary(trials, TrialResult::latencyP50),
                        Findings.summary(trials, TrialResult::latencyP99),
                        Findings.summary(trials, TrialResult::batchMillis),
                        Findings.summary(trials, TrialResult::largestBatchMillis));
            }
        }
        report.text("Medians, with the smallest and the largest of all trials:").table(bases);
        verdictOnState();
        phases();
        Mechanisms mechanisms = new Mechanisms();
        for (Property property : plan.properties()) {
            List<Setting> measured = property.settings().stream()
                    .filter(setting -> !findings.trials(setting).isEmpty())
                    .toList();
            if (!measured.isEmpty()) {
                property(property, measured, mechanisms);
            }
        }
    }

    private void verdictOnState() {
        Setting spark = Base.SPARK_STATE.asSetting();
        report.text(
                "The second base against the first: throughput %s; p99 %s. It is there because `spark.sql.shuffle.partitions` and the state store do nothing without it."
                        .formatted(verdict(findings.throughput(spark), true), verdict(findings.latency(spark), false)));
    }

    private void phases() {
        List<String> phases = List.of(
                "latestOffset",
                "getBatch",
                "queryPlanning",
                "walCommit",
                "addBatch",
                "commitOffsets",
                "triggerExecution");
        List<String> headings = new ArrayList<>(List.of("base"));
        phases.forEach(phase -> headings.add(phase + ">"));
        MarkdownTable table = new MarkdownTable(headings.toArray(String[]::new));
        for (Base base : Base.values()) {
            List<TrialResult> trials = findings.trials(base.asSetting());
            if (!trials.isEmpty()) {
                List<Object> cells = new ArrayList<>(List.of(base.id()));
                phases.forEach(phase -> cells.add(
                        Findings.summary(trials, trial -> trial.phases().getOrDefault(phase, 0.0))
                                .median()));
                table.row(cells.toArray());
            }
        }
        report.text(
                        "Where the time of a micro-batch goes at the steady rate, in milliseconds (`durationMs` of the progress, means of"
                                + " each trial):")
                .table(table);
    }

    private void property(Property property, List<Setting> measured, Mechanisms mechanisms) {
        MarkdownTable table = new MarkdownTable(
                "value",
                "around",
                "throughput>",
                "ratio",
                "processedRowsPerSecond, backlog>",
                "the same, steady>",
                "p50, ms>",
                "p99, ms>",
                "ratio",
                "batch, ms>",
                "verdict");
        for (Setting setting : measured) {
            List<TrialResult> trials = findings.trials(setting);
            Optional<Ratio> throughput = findings.throughput(setting);
            Optional<Ratio> latency = findings.latency(setting);
            table.row(
                    "`" + Property.shown(setting.value()) + "`",
                    setting.base().id(),
                    Findings.summary(trials, TrialResult::recordsPerSecond).median(),
                    ratio(throughput),
                    Findings.summary(trials, TrialResult::processedRowsPerSecond)
                            .median(),
                    Findings.summary(trials, TrialResult::steadyProcessedRowsPerSecond)
                            .median(),
                    atLeast(trials)
                            + Figures.of(Findings.summary(trials, TrialResult::latencyP50)
                                    .median()),
                    atLeast(trials)
                            + Figures.of(Findings.summary(trials, TrialResult::latencyP99)
                                    .median()),
                    ratio(latency),
                    Findings.summary(trials, TrialResult::batchMillis).median(),
                    verdict(setting));
        }
        report.text("### `%s`".formatted(property.name()))
                .text("%s. Shipped: `%s`; Spark's or Kafka's own default: `%s`."
                        .formatted(
                                property.kind().words(),
                                Property.shown(property.shipped()),
                                Property.shown(property.sparks())))
                .text(mechanisms.of(property))
                .table(table);
    }

    /** Trials that did not come to their end in time are slower than their figures say. */
    private static String atLeast(List<TrialResult> trials) {
        return trials.stream().anyMatch(trial -> !trial.caughtUp() || trial.unseen() > 0) ? "≥ " : "";
    }

    static String ratio(Optional<Ratio> ratio) {
        return ratio.map(known -> "%s [%s, %s]"
                        .formatted(Figures.of(known.estimate()), Figures.of(known.low()), Figures.of(known.high())))
                .orElse(NOT_MEASURED);
    }

    static String word(Optional<Ratio> ratio, boolean moreIsFaster) {
        if (ratio.isEmpty()) {
            return NOT_MEASURED;
        }
        Ratio known = ratio.get();
        if (!known.isSeparable()) {
            return NOT_SEPARABLE;
        }
        return known.isMore() == moreIsFaster ? "**faster**" : "**slower**";
    }

    private static String verdict(Optional<Ratio> ratio, boolean moreIsFaster) {
        return word(ratio, moreIsFaster) + ", " + ratio(ratio);
    }

    private void nothing() {
        report.heading("Well-known properties that do nothing here, and why").text(Mechanisms.nothing());
        MarkdownTable tried = new MarkdownTable("tried", "value", "throughput", "p99", "verdict");
        for (Property property : plan.properties()) {
            for (Setting setting : property.settings()) {
                if (setting.base() == Base.SHIPPED
                        && Mechanisms.areNothing(property)
                        && findings.throughput(setting).isPresent()) {
                    tried.row(
                            "`" + property.name() + "`",
                            "`" + Property.shown(setting.value()) + "`",
                            ratio(findings.throughput(setting)),
                            ratio(findings.latency(setting)),
                            verdict(setting));
                }
            }
        }
        report.text(
                        "What trials around the shipped defaults say of those that were tried (a verdict other than *not separable*"
                                + " would contradict the table above, and be worth a look):")
                .table(tried);
        List<String> still = plan.properties().stream()
                .filter(property -> !Mechanisms.areNothing(property))
                .filter(this::isNeverSeparable)
                .map(property -> "`" + property.name() + "`")
                .toList();
        report.text(
                "Of the other properties that the sweep moved, none of these was separable from noise at any value tried: "
                        + (still.isEmpty() ? "none" : String.join(", ", still))
                        + ". That is no proof that they do nothing: an effect smaller than the intervals above would not show.");
    }

    private boolean isNeverSeparable(Property property) {
        List<Setting> measured = property.settings().stream()
                .filter(setting -> findings.throughput(setting).isPresent())
                .toList();
        return !measured.isEmpty() && measured.stream().noneMatch(findings::isSeparable);
    }

    private String verdict(Setting setting) {
        return "throughput %s; latency %s"
                .formatted(word(findings.throughput(setting), true), word(findings.latency(setting), false));
    }

    private void repeat() {
        Effort effort = heading.effort();
        report.heading("How to repeat it").text("""
                        ```
                        ./sfcrime tune            # all values, three rounds
                        ./sfcrime tune --quick    # the most telling ones; in about twelve minutes
                        ./sfcrime tune --report-only
                        ```

                        Let nothing else run meanwhile: the whole of a small machine is measured. Each trial is written to
                        `tuning/trials.jsonl` in the home folder (`--results` names another) as it ends; a run that was interrupted,
                        by Ctrl-C say, goes on where it stopped when the command is called again. Results of another machine, another
                        build of the service or another plan are refused, since they cannot be compared. `--report-only` writes this page again from
                        the results alone.

                        The order of trials is shuffled with the seed %d (`--seed`); the same seed gives the same order. Each of the %d rounds
                        of the sweep has every setting once and the shipped defaults %d times, the other base %d times, so that whatever changes on the machine
                        meanwhile meets all alike. All trials run in one JVM, after some that are not counted, with a garbage collection between
                        them.

                        **Statistics.** Of the logarithm of each figure the mean of the base's in the same round is taken away. What is left spreads by
                        chance; the spread is pooled over all settings of a base, and a setting whose own trials spread more is
                        judged by its own. The intervals are Student's t. As %d comparisons are made, about one in twenty would
                        look like an effect by chance alone if each had 95 %% confidence; so each has 1 - 0.05 / %d (Bonferroni), and the
                        chance that *any* of the words faster and slower on this page is wrong is at most 5 %%, as far as trials spread as
                        logarithms of normal figures do. The price: small effects stay not separable.
                        """.formatted(
                        effort.seed(),
                        effort.rounds(),
                        effort.shippedPerRound(),
                        effort.sparkStatePerRound(),
                        findings.comparisons(),
                        findings.comparisons()));
    }
}
