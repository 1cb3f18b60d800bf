package dev.sfcrime.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.LineChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Results;

/** What the measurements of replays come to, as a page. */
final class IngestReport {
    static final String REPLAY = "ingest-service (transactions)";
    static final String TOOL = "producer tool";
    static final String TOOL_WITH_TRANSACTIONS = "producer tool, transactions";

    private static final double ASKED = 0.9;
    private static final double ASKED_WITH_TRANSACTIONS = 0.85;

    private final Workshop workshop;
    private final long records;
    private final Results<Double> warm;
    private final Results<Double> whole;
    private final List<Arrival> arrivals;
    private final int paceSeconds;

    /**
     * A report.
     *
     * @param warm messages a second of those that came after as many others
     * @param whole messages a second from the first one of a process on
     * @param arrivals how paces were kept; empty if none was asked for
     */
    IngestReport(
            Workshop workshop,
            long records,
            Results<Double> warm,
            Results<Double> whole,
            List<Arrival> arrivals,
            int paceSeconds) {
        this.workshop = workshop;
        this.records = records;
        this.warm = warm;
        this.whole = whole;
        this.arrivals = List.copyOf(arrivals);
        this.paceSeconds = paceSeconds;
    }

    /** Writes the page; returns it. */
    Path write() throws IOException {
        Report report = workshop.report("ingest", "Into Kafka: replays beside Kafka's producer tool");
        report.text("""
                Each turn sends %1$s calls of about 400 bytes, lines of one file of %2$s, to a topic of four partitions of the
                same broker. They are compared in two ways:

                - *warm beside warm*: as many calls go before those that count, in each process of the tool and once in the
                  service. The tool's figure is the rate that it reports for its steady state.
                - *whole run beside whole run*: each process is a fresh one. The tool's figure is the rate that it reports
                  of all it sent, the service's that of its first replay after its start.

                Settings of all producers: `%3$s`. The tool (`org.apache.kafka.tools.ProducerPerformance`, run as its script
                runs it) holds the lines in memory and sends them without key or header. A replay reads the file each time,
                checks each record, and sends it with key and two headers. Every replay is transactional, with a commit each
                %4$s ms; so both targets are judged with transactions, the first one beside a tool that has them too. A
                replay's figure is the number of acknowledged messages over the time from `startedAt` to `finishedAt` of its
                API.""".formatted(
                        Figures.exactly(records),
                        Figures.exactly(IngestBenchmark.LINES),
                        String.join(" ", IngestBenchmark.PRODUCER_SETTINGS),
                        IngestBenchmark.TRANSACTION.toMillis()));
        List<Target> targets = new ArrayList<>(targets("warm", warm));
        targets.addAll(targets("whole run", whole));
        report.targets(targets);
        report.text("""
                What replays spend their time on, and what was tried to make them faster, is told in
                [decision 20](../adr/0020-replays-read-ahead.md).""");
        rates(report, "Warm beside warm", "rates", warm);
        rates(report, "Whole run beside whole run", "whole-rates", whole);
        if (!arrivals.isEmpty()) {
            paces(report);
        }
        return report.write();
    }

    private static List<Target> targets(String how, Results<Double> rates) {
        return List.of(
                Target.atLeast(
                        how + ": replay / tool, both with transactions",
                        ASKED,
                        "",
                        rates.ratio(REPLAY, TOOL_WITH_TRANSACTIONS, rate -> rate)),
                Target.atLeast(
                        how + ": replay with transactions / tool without",
                        ASKED_WITH_TRANSACTIONS,
                        "",
                        rates.ratio(REPLAY, TOOL, rate -> rate)));
    }

    private static void rates(Report report, String heading, String plot, Results<Double> rates) {
        report.heading(heading);
        MarkdownTable table = new MarkdownTable("", "records/s, median>", "min to max>", "rounds>");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contender : rates.contenders()) {
            Summary summary = rates.summary(contender, rate -> rate);
            table.row(contender, summary.median(), summary.range(), summary.count());
            bars.add(new BarChart.Bar(contender, contender.equals(REPLAY) ? 0 : 1, summary));
        }
        report.table(table);
        report.plot(plot, new BarChart("Into Kafka: " + heading, Axis.fromZero("throughput", "records/s"), bars));
    }

    private void paces(Report report) {
        report.heading("Pace");
        report.text("""
                Each pace was kept for about %d seconds, at least %d messages. What arrived is taken from Kafka's timestamps
                of the messages, read back from the topic: messages after the first tenth of them (at least after the first
                one), over the time from there to the last one, so that a late start, which is made up for, makes the rate
                no better. The latest message is the one that came furthest behind its due time; due times are counted from
                the message that came earliest by them.""".formatted(paceSeconds, IngestBenchmark.FEWEST_MESSAGES));
        MarkdownTable table =
                new MarkdownTable("asked, records/s>", "messages>", "arrived, records/s>", "off by>", "latest, ms>");
        List<LineChart.Point> points = new ArrayList<>();
        for (Arrival arrival : arrivals) {
            table.row(
                    arrival.target(),
                    Figures.exactly(arrival.messages()),
                    arrival.rate(),
                    Figures.percent(arrival.error()),
                    arrival.latestMillis());
            points.add(LineChart.Point.of(arrival.target(), arrival.rate()));
        }
        report.table(table);
        report.plot(
                "pace",
                new LineChart(
                        "Pace asked for and kept",
                        Axis.logarithmic("asked", "records/s"),
                        Axis.logarithmic("arrived", "records/s"),
                        List.of(new LineChart.Series("replay", points))));
    }
}
