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
import dev.sfcrime.bench.report.Figures;
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
    static final List<String> PRODUCER_SETTINGS = List.of(
            "acks=all",
            "enable.idempotence=true",
            "compression.type=lz4",
            "linger.ms=5",
            "batch.size=131072",
            "buffer.memory=4194304");

    /** As {@code ingest.replays.unlimited-commit-interval} has it. */
    static final Duration TRANSACTION = Duration.ofMillis(500);

    /** So many messages of a pace at least, however slow it is. */
    static final int FEWEST_MESSAGES = 6;

    private static final double[] PACES = {0.5, 1, 10, 100, 1_000, 10_000, 100_000};

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
            Results<Double> warm = compare(
                    1,
                    new Turn(IngestReport.REPLAY, () -> unlimited(replays)),
                    new Turn(IngestReport.TOOL, () -> tool(lab, file, null).run(records, records)),
                    new Turn(
                            IngestReport.TOOL_WITH_TRANSACTIONS,
                            () -> tool(lab, file, TRANSACTION).run(records, records)));
            List<Arrival> arrivals = keepPaces(lab, replays);
            Results<Double> whole = compare(
                    0,
                    new Turn(IngestReport.REPLAY, () -> {
                        lab.stop(Service.INGEST);
                        lab.start(Service.INGEST);
                        return unlimited(replays);
                    }),
                    new Turn(IngestReport.TOOL, () -> tool(lab, file, null).run(0, records)),
                    new Turn(
                            IngestReport.TOOL_WITH_TRANSACTIONS,
                            () -> tool(lab, file, TRANSACTION).run(0, records)));
            Path page = new IngestReport(workshop, records, warm, whole, arrivals, paceSeconds).write();
            workshop.console().line("Written to " + page);
        }
    }

    private static Path writeDataset(Lab lab) throws IOException {
        Path file = lab.datasets().resolve(DATASET);
        GeneratedCalls.write(LINES, file);
        return file;
    }

    private Results<Double> compare(int warmUps, Turn... contenders) throws Exception {
        return new Rounds(workshop.console(), warmUps, rounds)
                .run(List.of(contenders), rate -> Figures.of(rate) + " records/s");
    }

    private double unlimited(Replays replays) throws IOException {
        return replays.run(Map.of("dataset", DATASET, "pace", Map.of("unlimited", true), "loops", records / LINES))
                .recordsPerSecond();
    }

    private static ProducerTool tool(Lab lab, Path file, @Nullable Duration transaction) {
        return new ProducerTool(lab.bootstrapServers(), TOOL_TOPIC, file, PRODUCER_SETTINGS, transaction);
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

    /** A contender that gives messages a second. */
    private record Turn(String name, Measurement measurement) implements Contender<Double> {
        @Override
        public Double run(int round) throws Exception {
            return measurement.take();
        }
    }

    @FunctionalInterface
    private interface Measurement {
        double take() throws Exception;
    }
}
