package dev.sfcrime.bench.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.LongUnaryOperator;

import dev.sfcrime.bench.lab.Aggregates;
import dev.sfcrime.bench.lab.Backlog;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.local.stack.Additions;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.wire.Topics;

/** Measures growth. */
final class GrowthBenchmark {
    /** As many as the real dataset has; each million sends them five times. */
    static final int DISTINCT_CALLS = 200_000;

    private static final int MILLION = 1_000_000;
    private static final double NANOS = 1e9;
    private static final String OTHER_TOPIC = "new-cells";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Workshop workshop;
    private final List<Integer> sizes;
    private final int newCells;

    /**
     * How far it goes.
     *
     * @param sizes millions of records that are compared
     * @param newCells millions of records that all bring new cells
     */
    GrowthBenchmark(Workshop workshop, List<Integer> sizes, int newCells) {
        if (sizes.isEmpty() || Collections.min(sizes) < 1 || newCells < 0) {
            throw new IllegalArgumentException("--millions must be at least 1 each, --new-cells not negative");
        }
        this.workshop = workshop;
        this.sizes = sizes.stream().sorted().distinct().toList();
        this.newCells = newCells;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            lab.start(Service.BROKER);
            List<Million> sameCells =
                    count(lab, Topics.CALLS, message -> message % DISTINCT_CALLS, sizes.get(sizes.size() - 1));
            List<Million> moreCells = List.of();
            if (newCells > 0) {
                lab.topics().create(OTHER_TOPIC);
                moreCells = count(lab, OTHER_TOPIC, message -> message, newCells);
            }
            Path page = GrowthReport.of(
                            workshop.report("growth", GrowthReport.TITLE),
                            new Growth(sameCells, sizes),
                            new Growth(moreCells, List.of()))
                    .write();
            workshop.console().line("Written to " + page);
        }
    }

    private List<Million> count(Lab lab, String topic, LongUnaryOperator callOf, int millions)
            throws IOException, InterruptedException {
        lab.forget(Service.ANALYTICS);
        lab.start(Additions.NONE.withVariable("ANALYTICS_QUERY_TOPIC", topic), Service.ANALYTICS);
        List<Million> counted = new ArrayList<>();
        Aggregates aggregates = new Aggregates(lab);
        Observer observer = new Observer(lab);
        try (Backlog backlog = lab.topics().backlog(topic, topic, callOf)) {
            long first = 0;
            for (int number = 1; number <= millions; number++) {
                long sent = (long) number * MILLION;
                backlog.write(sent - MILLION, sent);
                long begin = System.nanoTime();
                first = number == 1 ? begin : first;
                backlog.commit();
                aggregates.awaitTotal(sent, PATIENCE);
                long end = System.nanoTime();
                Million million = observer.look(number, (end - first) / NANOS, MILLION / ((end - begin) / NANOS));
                counted.add(million);
                tell(topic, million);
            }
        }
        lab.stop(Service.ANALYTICS);
        return counted;
    }

    private void tell(String topic, Million million) {
        workshop.console()
                .line("%s, million %d: %s records/s, batch %s ms, heap %s MiB, %s cells"
                        .formatted(
                                topic,
                                million.number(),
                                Figures.of(million.recordsPerSecond()),
                                Figures.of(million.batchMillis()),
                                Figures.of(million.heapBytes() / 0x1p20),
                                Figures.exactly(million.cells())));
    }
}
