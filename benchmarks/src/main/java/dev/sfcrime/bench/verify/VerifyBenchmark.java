package dev.sfcrime.bench.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.bench.tool.ConsumerTool;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;

/** Measures how fast verification catches up. */
final class VerifyBenchmark {
    private static final String VERIFY = "verify-consumer-service";
    private static final String TOOL = "consumer tool";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofMillis(20);

    /** Fewer are read in less time than can be measured. */
    static final long FEWEST_RECORDS = 100_000;

    /** As verify-consumer-service sets them in its {@code application.yml}, and Kafka by default. */
    private static final List<String> CONSUMER_SETTINGS =
            List.of("isolation.level=read_committed", "max.poll.records=1000", "receive.buffer.bytes=2097152");

    private final Workshop workshop;
    private final int rounds;
    private final long records;

    /** How many are in the topic. */
    private long filled;

    VerifyBenchmark(Workshop workshop, int rounds, long records) {
        this.workshop = workshop;
        this.rounds = rounds;
        this.records = records;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            lab.start(Service.BROKER);
            workshop.console().line("Filling the topic, and letting the service become warm ...");
            commit(lab);
            lab.start(Service.VERIFY);
            awaitAll(lab);
            List<Contender<Double>> contenders = List.of(verify(lab), tool(lab));
            Results<Double> rates =
                    new Rounds(workshop.console(), 0, rounds).run(contenders, rate -> Figures.of(rate) + " records/s");
            Path page = report(rates).write();
            workshop.console().line("Written to " + page);
        }
    }

    /** Adds records to the topic, as one replay; returns when Kafka was told to show all of them at once. */
    private Instant commit(Lab lab) {
        Instant shown = lab.topics().fillAtOnce(Topics.CALLS, "verify-benchmark-" + filled, records);
        filled += records;
        return shown;
    }

    private Contender<Double> verify(Lab lab) {
        return new Contender<>() {
            @Override
            public String name() {
                return VERIFY;
            }

            @Override
            public Double run(int round) {
                Instant begin = commit(lab);
                Instant end = awaitAll(lab);
                return records / (Duration.between(begin, end).toNanos() / 1e9);
            }
        };
    }

    private Instant awaitAll(Lab lab) {
        JsonClient http = lab.http();
        boolean done = Poll.until(() -> consumed(lab, http) >= filled, PATIENCE, INTERVAL);
        if (!done) {
            throw new StackException("verify has read %d of %d records".formatted(consumed(lab, http), filled));
        }
        return Instant.now();
    }

    private static long consumed(Lab lab, JsonClient http) {
        try {
            return http.get(lab.url(Service.VERIFY, "/api/v1/verification"), Verification.class)
                    .consumed();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Contender<Double> tool(Lab lab) {
        ConsumerTool tool = new ConsumerTool(lab.bootstrapServers(), Topics.CALLS, CONSUMER_SETTINGS);
        return new Contender<>() {
            @Override
            public String name() {
                return TOOL;
            }

            @Override
            public Double run(int round) throws IOException, InterruptedException {
                return tool.run(records, records);
            }
        };
    }

    private Report report(Results<Double> rates) {
        Report report = workshop.report("verify", "Verification catching up, beside Kafka's consumer tool");
        report.text("""
                Each turn reads %s calls of about 400 bytes, keyed and with the two headers of a replay, in four partitions,
                compressed with lz4, of one transaction. Both sides are warm: as many are read before those that count, by the
                service once, and by each process of the tool. Settings of both consumers: `%s`. The tool
                (`org.apache.kafka.tools.ConsumerPerformance`, run as its script runs it) looks at nothing and checks no
                checksums; its figure is that of its detailed statistics, from the first line at which the warm-up was read
                to the last. verify-consumer-service checks checksums, reads each message through, keeps book of each
                sequence number and of latency, holds the newest messages, and looks for dead letters; it catches up with
                what a transaction shows it all at once, and its figure counts from when that is committed until its API
                tells that it has consumed all.""".formatted(Figures.exactly(records), String.join(" ", CONSUMER_SETTINGS)));
        report.targets(List.of(Target.atLeast("verify / tool", 0.8, "", rates.ratio(VERIFY, TOOL, rate -> rate))));
        MarkdownTable table = new MarkdownTable("", "records/s, median>", "min to max>", "rounds>");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contender : rates.contenders()) {
            Summary summary = rates.summary(contender, rate -> rate);
            table.row(contender, summary.median(), summary.range(), summary.count());
            bars.add(new BarChart.Bar(contender, contender.equals(VERIFY) ? 0 : 1, summary));
        }
        report.table(table);
        report.plot("rates", new BarChart("Reading the topic", Axis.fromZero("throughput", "records/s"), bars));
        return report;
    }

    /** What is read of verify's answer. */
    record Verification(long consumed) {}
}
