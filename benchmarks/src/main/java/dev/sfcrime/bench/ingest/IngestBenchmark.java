package dev.sfcrime.bench.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.LineChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.bench.tool.ProducerTool;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.wire.Topics;
import org.jspecify.annotations.Nullable;

/** Measures replays. */
final class IngestBenchmark {
    private static final String DATASET = "calls.ndjson";
    private static final String TOOL_TOPIC = "producer-tool";
    /** Lines of the file: the tool keeps all of them in its heap of 512 MiB. */
    static final int LINES = 100_000;

    /** As ingest-service sets them in its {@code application.yml}. */
    private static final List<String> PRODUCER_SETTINGS = List.of(
            "acks=all",
            "enable.idempotence=true",
            "compression.type=lz4",
            "linger.ms=5",
            "batch.size=131072",
            "buffer.memory=4194304");

    /** As {@code ingest.replays.unlimited-commit-interval} has it. */
    private static final Duration TRANSACTION = Duration.ofMillis(500);

    private static final String REPLAY = "ingest-service (transactions)";
    private static final String TOOL = "producer tool";
    private static final String TOOL_WITH_TRANSACTIONS = "producer tool, transactions";
    private static final double[] PACES = {0.5, 1, 10, 100, 1_000, 10_000, 100_000};
    /** So many messages at least, however slow the pace. */
    private static final int FEWEST_MESSAGES = 6;

    private final Workshop workshop;
    private final int rounds;
    private final long records;
    private final int paceSeconds;

    IngestBenchmark(Workshop workshop, int rounds, long records, int paceSeconds) {
        this.workshop = workshop;
        this.rounds = rounds;
        this.records = records / LINES * LINES;
        this.paceSeconds = paceSeconds;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            Path file = writeDataset(lab);
            lab.start(Service.BROKER);
            lab.topics().create(TOOL_TOPIC);
            lab.start(Service.INGEST);
            Replays replays = new Replays(lab);
            Results<Double> rates = compare(lab, replays, file);
            List<Arrival> arrivals = keepPaces(lab, replays);
            Path page = report(rates, arrivals).write();
            workshop.console().line("Written to " + page);
        }
    }

    private static Path writeDataset(Lab lab) throws IOException {
        Path file = lab.datasets().resolve(DATASET);
        GeneratedCalls.write(LINES, file);
        return file;
    }

    private Results<Double> compare(Lab lab, Replays replays, Path file) throws Exception {
        Map<String, ?> unlimited =
                Map.of("dataset", DATASET, "pace", Map.of("unlimited", true), "loops", records / LINES);
        List<Contender<Double>> contenders = List.of(
                new Contender<>() {
                    @Override
                    public String name() {
                        return REPLAY;
                    }

                    @Override
                    public Double run(int round) throws IOException {
                        return replays.run(unlimited).recordsPerSecond();
                    }
                },
                tool(TOOL, lab, file, null),
                tool(TOOL_WITH_TRANSACTIONS, lab, file, TRANSACTION));
        return new Rounds(workshop.console(), 1, rounds).run(contenders, rate -> Figures.of(rate) + " records/s");
    }

    private Contender<Double> tool(String name, Lab lab, Path file, @Nullable Duration transaction) {
        ProducerTool tool = new ProducerTool(lab.bootstrapServers(), TOOL_TOPIC, file, PRODUCER_SETTINGS, transaction);
        return new Contender<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Double run(int round) throws IOException, InterruptedException {
                return tool.run(records, records);
            }
        };
    }

    private List<Arrival> keepPaces(Lab lab, Replays replays) throws IOException {
        List<Arrival> arrivals = new ArrayList<>();
        if (paceSeconds == 0) {
            return arrivals;
        }
        try (Timestamps timestamps = new Timestamps(lab.bootstrapServers(), Topics.CALLS)) {
            for (double pace : PACES) {
                long wanted = Math.max(FEWEST_MESSAGES, Math.round(pace * paceSeconds));
                long slice = Math.min(wanted, LINES);
                long loops = wanted / slice;
                timestamps.skip();
                replays.run(Map.of(
                        "dataset", DATASET, "pace", Map.of("recordsPerSecond", pace), "limit", slice, "loops", loops));
                Arrival arrival = Arrival.of(pace, timestamps.next(slice * loops));
                arrivals.add(arrival);
                workshop.console()
                        .line("pace %s a second: %s arrived, the latest %s ms late"
                                .formatted(
                                        Figures.of(pace),
                                        Figures.of(arrival.rate()),
                                        Figures.of(arrival.latestMillis())));
            }
        }
        return arrivals;
    }

    private Report report(Results<Double> rates, List<Arrival> arrivals) {
        Report report = workshop.report("ingest", "Into Kafka: replays beside Kafka's producer tool");
        report.text("""
                Each turn sends %s calls of about 400 bytes, lines of one file of %s, to a topic of four partitions of the
                same broker. Both sides are warm: %s calls go before those that count, in each process of the tool and once
                in the service. Settings of all producers: `%s`. The tool (`org.apache.kafka.tools.ProducerPerformance`, run
                as its script runs it) holds the lines in memory and sends them without key or header; its figure is the rate
                it reports for its steady state. A replay reads and parses the file each time, checks each record, writes it
                anew, and sends it with key and two headers in transactions of %s ms; its figure is the number of
                acknowledged messages over the time from `startedAt` to `finishedAt` of its API.""".formatted(
                        Figures.exactly(records),
                        Figures.exactly(LINES),
                        Figures.exactly(records),
                        String.join(" ", PRODUCER_SETTINGS),
                        TRANSACTION.toMillis()));
        report.targets(List.of(
                Target.atLeast(
                        "replay / tool, both with transactions",
                        0.9,
                        "",
                        rates.ratio(REPLAY, TOOL_WITH_TRANSACTIONS, rate -> rate)),
                Target.atLeast(
                        "replay with transactions / tool without", 0.85, "", rates.ratio(REPLAY, TOOL, rate -> rate))));
        MarkdownTable table = new MarkdownTable("", "records/s, median>", "min to max>", "rounds>");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contender : rates.contenders()) {
            var summary = rates.summary(contender, rate -> rate);
            table.row(contender, summary.median(), summary.range(), summary.count());
            bars.add(new BarChart.Bar(contender, contender.equals(REPLAY) ? 0 : 1, summary));
        }
        report.table(table);
        report.plot("rates", new BarChart("Into Kafka", Axis.fromZero("throughput", "records/s"), bars));
        if (!arrivals.isEmpty()) {
            paces(report, arrivals);
        }
        return report;
    }

    private void paces(Report report, List<Arrival> arrivals) {
        report.heading("Pace");
        report.text("""
                Each pace was kept for about %d seconds, at least %d messages. What arrived is taken from Kafka's timestamps
                of the messages, read back from the topic: messages after the first tenth of them (at least after the first
                one), over the time from there to the last one, so that a late start, which is made up for, makes the rate
                no better. The latest message is the one that came furthest behind its due time; due times are counted from
                the message that came earliest by them.""".formatted(paceSeconds, FEWEST_MESSAGES));
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
