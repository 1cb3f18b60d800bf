package dev.sfcrime.analytics.aggregates;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Measures commits into each kind of database, by the clock and by the CPU time of the writing thread, which other
 * processes disturb less: ten catch-up batches of 200,000 cells in 2,000 hours, then steady batches of 250 cells. To be
 * run by hand, with the folder for its databases.
 */
final class CommitSpeed {
    private static final int STEADY = 500;
    private static final History HISTORY = new History("a checkpoint", "a topic", null, StateKeeper.STORE);
    private static final LocalDateTime START = LocalDateTime.of(2018, 1, 1, 0, 0);

    private final Random random = new Random(1);
    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long batchId;

    private CommitSpeed() {}

    public static void main(String[] arguments) throws IOException {
        for (DatabaseKind kind : DatabaseKind.values()) {
            Path folder = Files.createTempDirectory(Path.of(arguments[0]), "commit-speed");
            try (TestDatabase database = TestDatabase.at(kind.newDatabase(folder))) {
                new CommitSpeed().measure(kind, database.store());
            }
        }
    }

    private void measure(DatabaseKind kind, AggregateStore store) {
        for (int round = 0; round < 10; round++) {
            // each span of hours twice: cells that are new, then half of them again
            List<CellCount> cells = cells(START.plusHours(2000L * (round / 2)), 2000, 200_000, round + 1);
            Spent spent = commit(store, cells);
            out.printf(
                    "%s, catch-up: %d us, of them %d us CPU, then %d cells%n",
                    kind, spent.elapsed(), spent.cpu(), store.cut().cells());
        }
        Spent[] steady = new Spent[STEADY];
        for (int i = 0; i < STEADY; i++) {
            steady[i] = commit(store, cells(START.plusYears(1).plusHours(i / 20), 3, 250, i + 1));
        }
        Arrays.sort(steady, Comparator.comparingLong(Spent::elapsed));
        out.printf(
                "%s, steady: %d us at p50, %d us at p99%n",
                kind, steady[STEADY / 2].elapsed(), steady[STEADY * 99 / 100].elapsed());
    }

    /** Microseconds. */
    private record Spent(long elapsed, long cpu) {}

    private Spent commit(AggregateStore store, List<CellCount> cells) {
        BatchCounts batch = new BatchCounts(
                HISTORY,
                batchId++,
                Instant.now(),
                null,
                Map.of(0, batchId),
                CellCount.all(cells),
                List.of(new ReplayCount("one", batchId, 0)),
                List.of());
        long start = System.nanoTime();
        long cpuStart = threads.getCurrentThreadCpuTime();
        store.commit(batch);
        return new Spent((System.nanoTime() - start) / 1000, (threads.getCurrentThreadCpuTime() - cpuStart) / 1000);
    }

    private List<CellCount> cells(LocalDateTime from, int hours, int most, long count) {
        Set<CellCount> cells = new HashSet<>();
        for (int tries = 0; cells.size() < most && tries < most * 4; tries++) {
            cells.add(new CellCount(
                    from.plusHours(random.nextInt(hours)),
                    "Type " + Math.min(399, skewed(60)),
                    "D" + Math.min(22, skewed(4)),
                    count));
        }
        return List.copyOf(cells);
    }

    private int skewed(int mean) {
        return (int) (-Math.log(1 - random.nextDouble()) * mean);
    }
}
