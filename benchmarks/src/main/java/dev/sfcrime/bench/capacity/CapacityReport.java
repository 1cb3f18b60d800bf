package dev.sfcrime.bench.capacity;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.LineChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;

/** What the page on capacity tells. */
final class CapacityReport {
    static final String TITLE = "The highest rate that the suite sustains";

    private CapacityReport() {}

    /** The page. */
    static Report of(Report report, Search.Outcome outcome, Duration warmUp, Duration window) {
        report.text(outcome.best()
                .map(best -> "**%s records a second are sustained**, with a p99 of %s ms. %s"
                        .formatted(Figures.of(best.rate()), Figures.of(best.p99Millis()), bound(outcome)))
                .orElse("**No rate that was tried is sustained.**"));
        report.text("""
                ingest-service replays a file over and over at the rate that is tried, Kafka takes it in transactions,
                analytics-service counts it, and a client asks every 10 ms over HTTP how far the counts have come. After each
                trial the topic is read back: a record's latency is the time from its Kafka timestamp until the first answer
                whose offsets are past it, for each record of the window; the lag at an answer is what had come until then
                less what it counts. Each rate is kept for %d s before a window of %d s counts. It is sustained if, in the
                window,

                - at least %s of the rate comes to the topic,
                - the lag does not grow: the least-squares line through it, over all answers, rises by no more than %s of
                  the rate (batches make it go up and down, so it is never quite level),
                - 99 of 100 records can be read within %s ms.

                Rates are doubled until one is not sustained; then what lies between is halved, in ratios.""".formatted(
                        warmUp.toSeconds(),
                        window.toSeconds(),
                        Figures.percent(Objective.ARRIVED_SHARE),
                        Figures.percent(Objective.SLOPE_SHARE),
                        Figures.exactly(outcome.objective().p99().toMillis())));
        MarkdownTable table = new MarkdownTable(
                "trial>",
                "asked, records/s>",
                "arrived, records/s>",
                "p50, ms>",
                "p99, ms>",
                "lag grows by, records/s>",
                "");
        for (int i = 0; i < outcome.trials().size(); i++) {
            Trial trial = outcome.trials().get(i);
            table.row(
                    i + 1,
                    trial.rate(),
                    trial.arrived(),
                    trial.p50Millis(),
                    trial.p99Millis(),
                    trial.lagSlope(),
                    outcome.objective().miss(trial).orElse("sustained"));
        }
        report.table(table);
        report.plot(
                "latency",
                new LineChart(
                        "From Kafka timestamp to answer, by rate",
                        Axis.fromZero("rate", "records/s"),
                        Axis.logarithmic("latency", "ms"),
                        List.of(
                                // the axis is logarithmic, and answers are timed in whole milliseconds
                                series("p99", outcome, trial -> Math.max(1, trial.p99Millis())),
                                series("p50", outcome, trial -> Math.max(1, trial.p50Millis()))),
                        new LineChart.Level(outcome.objective().p99().toMillis(), "objective")));
        report.plot(
                "lag",
                new LineChart(
                        "Growth of the lag, by rate",
                        Axis.fromZero("rate", "records/s"),
                        Axis.fromZero("share of the rate by which the lag grows", "%"),
                        List.of(series("growth", outcome, trial -> trial.lagSlope() / trial.rate() * 100)),
                        new LineChart.Level(Objective.SLOPE_SHARE * 100, "taken for no growth")));
        return report;
    }

    private static String bound(Search.Outcome outcome) {
        return outcome.bound()
                .map(bound -> "At %s it is not: %s."
                        .formatted(
                                Figures.of(bound.rate()),
                                outcome.objective().miss(bound).orElse("")))
                .orElse("No higher rate was tried.");
    }

    private static LineChart.Series series(String name, Search.Outcome outcome, ToDoubleFunction<Trial> figure) {
        return new LineChart.Series(
                name,
                outcome.trials().stream()
                        .sorted(Comparator.comparingDouble(Trial::rate))
                        .map(trial -> LineChart.Point.of(trial.rate(), figure.applyAsDouble(trial)))
                        .toList());
    }
}
