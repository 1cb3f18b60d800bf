package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills any of the four processes at any moment, again and again, while replays of all kinds with faults are at work:
 * nothing is lost, nothing is doubled, every replay comes to its end by itself and is reconciled, and every aggregate
 * equals a batch computation. {@code -Dcrash.kills=} says how often, {@code -Dcrash.seed=} repeats a run's choices.
 */
class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime() % 1_000_000);
    private static final int KILLS = Integer.getInteger("crash.kills", Processes.ALL.size());
    private static final int GENERATED_CALLS = 8_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void nothingIsLostOrDoubledWhateverIsKilledAndWhenever() throws IOException {
        System.out.printf("CrashIT: %d kills, -Dcrash.seed=%d%n", KILLS, SEED);
        Instant begin = Instant.now();
        try (Suite suite =
                Suite.start(folder, Datasets.ofGeneratedCalls(folder.resolve("datasets"), GENERATED_CALLS))) {
            Workload workload = new Workload(suite);
            Crashes crashes = new Crashes(suite, SEED);
            crash(workload, crashes);
            Findings findings = new Findings(suite);
            Map<String, List<Call>> expected = workload.expected(findings);
            System.out.printf(
                    "CrashIT: seed %d, kills %s, %s, %d s%n",
                    SEED,
                    crashes.kills(),
                    findings.summary(expected),
                    Duration.between(begin, Instant.now()).toSeconds());
            findings.requireExact(expected);
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError(
                    "-Dcrash.seed=%d -Dcrash.kills=%d, in %s: %s".formatted(SEED, KILLS, folder, failed.getMessage()),
                    failed);
        }
    }

    private static void crash(Workload workload, Crashes crashes) {
        while (crashes.total() < KILLS) {
            workload.feed();
            if (crashes.total() % 4 == 1) {
                workload.pause();
            }
            crashes.next();
        }
        workload.finish();
    }
}
