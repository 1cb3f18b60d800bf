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

    /** As verify-consumer-service sets them in its {@code application.yml}, and Kafka by default. */
    private static final List<String> CONSUMER_SETTINGS =
            List.of("isolation.level=read_committed", "max.poll.records=1000");

    private final Workshop workshop;
    private final int rounds;
    private final long records;

    VerifyBenchmark(Workshop workshop, int rounds, long records) {
        if (records < 1) {
            throw new IllegalArgumentException("--records is %d; it must be at least 1".formatted(records));
        }
        this.workshop = workshop;
        this.rounds = rounds;
        this.records = records;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            lab.start(Service.BROKER);
            workshop.console().line("Filling the topic with %s records ...".formatted(Figures.exactly(records)));
            lab.topics().fill(Topics.CALLS, "verify-benchmark", records);
            List<Contender<Double>> contenders = List.of(verify(lab), tool(lab));
            Results<Double> rates =
                    new Rounds(workshop.console(), 0, rounds).run(contenders, rate -> Figures.of(rate) + " records/s");
            Path page = report(rates).write();
            workshop.console().line("Written to " + page);
        }
    }

    private Contender<Double> verify(Lab lab) {
        return new Contender<>() {
            @Override
            public String name() {
                return VERIFY;
            }

            @Override
            public Double run(int round) throws IOException {
                lab.start(Service.VERIFY);
                Instant end = awaitAll(lab);
                Instant begin = ReadingLog.begin(lab.home().log(Service.VERIFY.id()));
                lab.stop(Service.VERIFY);
                return records / (Duration.between(begin, end).toNanos() / 1e9);
            }
        };
    }

    private Instant awaitAll(Lab lab) {
        JsonClient http = lab.http();
        boolean done = Poll.until(() -> consumed(lab, http) >= records, PATIENCE, INTERVAL);
        if (!done) {
            throw new StackException("verify has read %d of %d records".formatted(consumed(lab, http), records));
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
                return tool.run(records);
            }
        };
    }

    private Report report(Results<Double> rates) {
        Report report = workshop.report("verify", "Verification catching up, beside Kafka's consumer tool");
        report.text("""
                The topic has %s calls of about 400 bytes, keyed and with the two headers of a replay, in four partitions,
                compressed with lz4. In each turn a new process reads all of it from its beginning, so both are cold. The tool
                (`org.apache.kafka.tools.ConsumerPerformance`, run as its script runs it, with `%s`) looks at nothing and
                checks no checksums; its figure is the rate it reports without the time that joining its group took.
                verify-consumer-service parses each message, keeps book of each sequence number, and looks for dead letters;
                its figure counts from the line of its log that tells that it begins to read, until its API tells that it has
                consumed all.""".formatted(Figures.exactly(records), String.join(" ", CONSUMER_SETTINGS)));
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
