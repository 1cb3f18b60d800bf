package dev.sfcrime.bench.read;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.lab.Aggregates;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.SteadyCalls;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.wire.Topics;

/** Measures reading. */
final class ReadBenchmark {
    private static final String REPLAY = "read-benchmark";
    /** Some calls of generated ones share a cell with others. */
    private static final double CALLS_A_CELL = 1.1;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** In the first rounds the server still compiles: rates double from one to the next. */
    private static final int WARM_UPS = 2;

    private final Workshop workshop;
    private final Scope scope;

    /**
     * How much is measured.
     *
     * @param rounds rounds that count
     * @param seconds of each turn
     * @param cells in the store before reading begins, at least
     * @param recordsPerSecond what comes meanwhile
     * @param connections clients
     */
    record Scope(int rounds, int seconds, long cells, int recordsPerSecond, int connections) {
        Scope {
            if (seconds < 1 || cells < 1 || recordsPerSecond < 1 || connections < 1) {
                throw new IllegalArgumentException(
                        "--seconds, --cells, --rate and --connections must each be at least 1");
            }
        }
    }

    ReadBenchmark(Workshop workshop, Scope scope) {
        this.workshop = workshop;
        this.scope = scope;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            lab.start(Service.BROKER);
            lab.start(Service.ANALYTICS);
            Aggregates aggregates = new Aggregates(lab);
            long calls = fill(lab, aggregates);
            long before = cells(aggregates);
            long firstBatch = lastBatch(aggregates);
            long begin = System.nanoTime();
            Results<Reading> readings = readWhileCallsCome(lab, calls);
            double seconds = (System.nanoTime() - begin) / 1e9;
            ReadReport.Circumstances circumstances = new ReadReport.Circumstances(
                    scope,
                    before,
                    cells(aggregates),
                    (lastBatch(aggregates) - firstBatch) / seconds,
                    (aggregates.answer().total() - calls) / seconds);
            Path page = ReadReport.of(workshop.report("read", ReadReport.TITLE), readings, circumstances)
                    .write();
            workshop.console().line("Written to " + page);
        }
    }

    private Results<Reading> readWhileCallsCome(Lab lab, long calls) throws Exception {
        SteadyCalls steady = lab.topics().stream(Topics.CALLS, REPLAY, calls, scope.recordsPerSecond());
        try {
            return new Rounds(workshop.console(), WARM_UPS, scope.rounds()).run(contenders(lab), Reading::words);
        } finally {
            steady.close();
        }
    }

    private long fill(Lab lab, Aggregates aggregates) {
        workshop.console().line("Filling the store with %s cells ...".formatted(Figures.exactly(scope.cells())));
        long calls = 0;
        for (long missing = scope.cells(); missing > 0; missing = scope.cells() - cells(aggregates)) {
            long to = calls + (long) Math.ceil(missing * CALLS_A_CELL);
            lab.topics().fill(Topics.CALLS, REPLAY, calls, to);
            aggregates.awaitTotal(to, PATIENCE);
            calls = to;
        }
        return calls;
    }

    private static long cells(Aggregates aggregates) {
        return (long) aggregates.metric("analytics_store_cells", "").orElse(0);
    }

    private static long lastBatch(Aggregates aggregates) {
        return aggregates.batches().get(0).batchId();
    }

    private List<Contender<Reading>> contenders(Lab lab) {
        Clients clients = new Clients(lab.url(Service.ANALYTICS, "/"), scope.connections());
        List<Read> reads = new ArrayList<>(Read.CONSTANTS);
        reads.addAll(Read.aggregates());
        return reads.stream().map(read -> contender(clients, read)).toList();
    }

    private Contender<Reading> contender(Clients clients, Read read) {
        return new Contender<>() {
            @Override
            public String name() {
                return read.name();
            }

            @Override
            public Reading run(int round) throws IOException {
                return clients.read(read.paths(), Duration.ofSeconds(scope.seconds()));
            }
        };
    }
}
