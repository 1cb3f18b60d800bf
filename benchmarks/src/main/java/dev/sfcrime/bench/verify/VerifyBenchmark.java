package dev.sfcrime.bench.verify;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.bench.tool.ByteLoop;
import dev.sfcrime.bench.tool.ConsumerTool;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;
import org.jspecify.annotations.Nullable;

/** Measures how fast verification catches up: whole runs in fresh processes first, then with all of them warm. */
final class VerifyBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Each question takes time from the service that is measured. */
    private static final Duration INTERVAL = Duration.ofMillis(50);

    /** Fewer are read in less time than can be measured. */
    static final long FEWEST_RECORDS = 100_000;

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
            workshop.console().line("Filling the topic ...");
            commit(lab);
            ConsumerTool tool = new ConsumerTool(lab.bootstrapServers(), Topics.CALLS, VerifyReport.CONSUMER_SETTINGS);
            ByteLoop loop = new ByteLoop(lab.bootstrapServers(), Topics.CALLS, VerifyReport.CONSUMER_SETTINGS);
            workshop.console().line("Whole runs, in fresh processes:");
            Results<Double> whole = rates(List.of(
                    contender(VerifyReport.VERIFY, () -> freshService(lab)),
                    contender(VerifyReport.TOOL, () -> tool.run(records)),
                    contender(VerifyReport.LOOP, () -> loop.run(0, records))));
            workshop.console().line("Warm:");
            lab.start(Service.VERIFY);
            awaitAll(lab, () -> true);
            Results<Double> warm = rates(List.of(
                    contender(VerifyReport.VERIFY, () -> warmService(lab)),
                    contender(VerifyReport.TOOL, () -> tool.runWarm(records, records)),
                    contender(VerifyReport.LOOP, () -> loop.run(records, records))));
            Path page = new VerifyReport(workshop, records, INTERVAL, whole, warm)
                    .report()
                    .write();
            workshop.console().line("Written to " + page);
        }
    }

    private Results<Double> rates(List<Contender<Double>> contenders) throws Exception {
        return new Rounds(workshop.console(), 0, rounds).run(contenders, rate -> Figures.of(rate) + " records/s");
    }

    /** Adds records to the topic, as one replay; returns when Kafka was told to show all of them at once. */
    private Instant commit(Lab lab) {
        Instant shown = lab.topics().fillAtOnce(Topics.CALLS, "verify-benchmark-" + filled, records);
        filled += records;
        return shown;
    }

    /** The rate of a service that is started for it, from when it began to read. */
    private double freshService(Lab lab) {
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> lab.start(Service.VERIFY));
        Verification seen = awaitAll(lab, () -> !start.isCompletedExceptionally());
        Instant end = Instant.now();
        join(start);
        lab.stop(Service.VERIFY);
        return rate(Objects.requireNonNull(seen.readingSince()), end);
    }

    private static void join(CompletableFuture<Void> start) {
        try {
            start.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof StackException told ? told : failed;
        }
    }

    private double warmService(Lab lab) {
        Instant begin = commit(lab);
        awaitAll(lab, () -> true);
        return rate(begin, Instant.now());
    }

    private double rate(Instant begin, Instant end) {
        return records / (Duration.between(begin, end).toNanos() / 1e9);
    }

    private Verification awaitAll(Lab lab, BooleanSupplier goesOn) {
        JsonClient http = lab.http();
        Verification[] seen = {Verification.NONE};
        boolean ended = Poll.until(
                () -> {
                    seen[0] = ask(lab, http);
                    return seen[0].consumed() >= filled || !goesOn.getAsBoolean();
                },
                PATIENCE,
                INTERVAL);
        if (!ended || (seen[0].consumed() < filled && goesOn.getAsBoolean())) {
            throw new StackException("verify has read %d of %d records".formatted(seen[0].consumed(), filled));
        }
        return seen[0];
    }

    private static Verification ask(Lab lab, JsonClient http) {
        try {
            return http.get(lab.url(Service.VERIFY, "/api/v1/verification"), Verification.class);
        } catch (IOException notYet) {
            // a service that is being started does not answer at once
            return Verification.NONE;
        }
    }

    private static Contender<Double> contender(String name, Turn turn) {
        return new Contender<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Double run(int round) throws IOException, InterruptedException {
                return turn.rate();
            }
        };
    }

    /** One turn of one contender; results in records a second. */
    private interface Turn {
        double rate() throws IOException, InterruptedException;
    }

    /** What is read of verify's answer. */
    record Verification(long consumed, @Nullable Instant readingSince) {
        static final Verification NONE = new Verification(0, null);
    }
}
