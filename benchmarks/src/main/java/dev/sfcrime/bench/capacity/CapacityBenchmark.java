package dev.sfcrime.bench.capacity;

import java.nio.file.Path;
import java.time.Duration;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.local.stack.Service;

/** Looks for the highest rate that the suite sustains. */
final class CapacityBenchmark {
    private static final String DATASET = "calls.ndjson";
    /** As many as the real dataset has. */
    private static final int LINES = 200_000;

    private static final Duration WARM_UP = Duration.ofSeconds(4);

    private final Workshop workshop;
    private final Search search;
    private final Objective objective;
    private final Duration window;

    /**
     * A search.
     *
     * @param window how long each rate counts
     */
    CapacityBenchmark(Workshop workshop, Search search, Objective objective, Duration window) {
        if (window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("--seconds must be at least 1");
        }
        this.workshop = workshop;
        this.search = search;
        this.objective = objective;
        this.window = window;
    }

    void run() throws Exception {
        try (Lab lab = workshop.openLab()) {
            GeneratedCalls.write(LINES, lab.datasets().resolve(DATASET));
            lab.start(Service.BROKER);
            lab.start(Service.INGEST, Service.ANALYTICS);
            try (SuiteUnderLoad suite = new SuiteUnderLoad(lab, DATASET, WARM_UP, window)) {
                workshop.console().line("Warming up at %s records a second ...".formatted(Figures.of(search.first())));
                suite.run(search.first());
                Search.Outcome outcome = search.run(suite, objective, this::tell);
                Path page = CapacityReport.of(
                                workshop.report("capacity", CapacityReport.TITLE), outcome, WARM_UP, window)
                        .write();
                workshop.console().line("Written to " + page);
            }
        }
    }

    private void tell(Trial trial) {
        workshop.console()
                .line("%s records/s: p50 %s ms, p99 %s ms, lag grew by %s a second: %s"
                        .formatted(
                                Figures.of(trial.rate()),
                                Figures.of(trial.p50Millis()),
                                Figures.of(trial.p99Millis()),
                                Figures.of(trial.lagSlope()),
                                objective.miss(trial).orElse("sustained")));
    }
}
