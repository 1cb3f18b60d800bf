package dev.sfcrime.bench.read;

import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.LineChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Results;

/** What the page on reading tells. */
final class ReadReport {
    static final String TITLE = "Reading the aggregates while batches commit";

    private static final double ASKED_SHARE = 0.7;
    private static final double ASKED_P99_MILLIS = 20;

    private ReadReport() {}

    /**
     * What was so meanwhile.
     *
     * @param scope how much was measured
     * @param cellsBefore in the store when reading began
     * @param cellsAfter when it ended
     * @param batchesPerSecond that were committed
     * @param countedPerSecond records that were counted
     */
    record Circumstances(
            ReadBenchmark.Scope scope,
            long cellsBefore,
            long cellsAfter,
            double batchesPerSecond,
            double countedPerSecond) {}

    /** The page. */
    static Report of(Report report, Results<Reading> readings, Circumstances circumstances) {
        List<String> constants = Read.constants();
        report.text("""
                %d clients, each with a connection that it keeps, ask again as soon as they have their answer; each turn
                takes %d s. The store holds %s cells at first and %s at the end, for all the while %s records a second come
                to the topic, of which %s a second are counted, in %s batches a second. Every batch makes new answers
                of all reads. The limit is a constant answer of the same server, through the same connector, filters and
                message converter, with nothing to look up: the faster one, in each round, of `/actuator/health/liveness`
                and `/actuator/info`. All share the processors with the clients, the broker and the one who sends the
                records; what the clients take of them is in the table.""".formatted(
                        circumstances.scope().connections(),
                        circumstances.scope().seconds(),
                        Figures.exactly(circumstances.cellsBefore()),
                        Figures.exactly(circumstances.cellsAfter()),
                        Figures.exactly(circumstances.scope().recordsPerSecond()),
                        Figures.of(circumstances.countedPerSecond()),
                        Figures.of(circumstances.batchesPerSecond())));
        List<Target> targets = new ArrayList<>();
        for (Read read : Read.aggregates()) {
            targets.add(Target.atLeast(
                    read.name() + " / constant",
                    ASKED_SHARE,
                    "",
                    readings.ratioToBest(read.name(), constants, Reading::answersPerSecond)));
            targets.add(Target.atMost(
                    read.name() + ", p99", ASKED_P99_MILLIS, "ms", readings.summary(read.name(), Reading::p99Millis)));
        }
        report.targets(targets);
        report.text("""
                An answer is worked out once for its batch, and written by the first who asks for it; both are kept until the next
                batch. Whoever else asks gets the bytes that are kept, and in them how far they are behind the topic at that moment.
                What lies between the constant answers and these is finding the operation, reading the request's parameters, more
                bytes to send and, once a batch, working the answer out.""");
        report.table(table(readings));
        report.plot("rates", rates(readings));
        report.plot("p99", p99(readings));
        return report;
    }

    private static MarkdownTable table(Results<Reading> readings) {
        MarkdownTable table = new MarkdownTable(
                "", "answers/s>", "min to max>", "p50, ms>", "p99, ms>", "longest, ms>", "bytes>", "clients' cores>");
        for (String read : readings.contenders()) {
            table.row(
                    read,
                    readings.summary(read, Reading::answersPerSecond).median(),
                    readings.summary(read, Reading::answersPerSecond).range(),
                    readings.summary(read, Reading::p50Millis).median(),
                    readings.summary(read, Reading::p99Millis).median(),
                    readings.summary(read, Reading::maxMillis).max(),
                    readings.summary(read, Reading::bytes).median(),
                    readings.summary(read, Reading::clientCores).median());
        }
        return table;
    }

    private static BarChart rates(Results<Reading> readings) {
        double limit = Read.constants().stream()
                .mapToDouble(constant ->
                        readings.summary(constant, Reading::answersPerSecond).median())
                .max()
                .orElseThrow();
        return new BarChart(
                "Answers a second",
                Axis.fromZero("answers", "1/s"),
                readings.contenders().stream()
                        .map(read ->
                                new BarChart.Bar(read, kind(read), readings.summary(read, Reading::answersPerSecond)))
                        .toList(),
                new LineChart.Level(limit * ASKED_SHARE, "asked"));
    }

    private static BarChart p99(Results<Reading> readings) {
        return new BarChart(
                "99 of 100 answers are there within",
                Axis.fromZero("time", "ms"),
                readings.contenders().stream()
                        .map(read -> new BarChart.Bar(read, kind(read), readings.summary(read, Reading::p99Millis)))
                        .toList(),
                new LineChart.Level(ASKED_P99_MILLIS, "asked"));
    }

    private static int kind(String read) {
        return Read.constants().contains(read) ? 1 : 0;
    }
}
