package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The same analytics-service as driver of a Spark cluster. {@code -Pcluster} runs all other tests on one, too. */
class SparkClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CALLS = 8_000;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void everyAggregateIsExactAfterOneOfTwoWorkersWasKilledInMidStream() throws IOException {
        Datasets datasets = Datasets.ofGeneratedCalls(folder.resolve("datasets"), CALLS);
        try (SparkCluster cluster = SparkCluster.start(folder.resolve("spark"));
                Suite suite = Suite.prepare(folder, datasets, cluster.settings())) {
            suite.up();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.executors()).isEqualTo(2));
            String id = suite.startReplay(Datasets.GENERATED_LINES, """
                    "pace": {"recordsPerSecond": 1000},
                    "faults": {"malformedRatio": 0.02, "duplicateRatio": 0.03, "lateRatio": 0.05}""");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(counted(suite)).isBetween(1_000L, CALLS - 2_000L));

            cluster.killWorker(0);
            assertThat(counted(suite)).as("counted when the worker was killed").isLessThan(CALLS);

            suite.awaitCompleted(id, PATIENCE);
            assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
            Findings findings = new Findings(suite);
            findings.requireExact(Map.of(id, datasets.calls(Datasets.GENERATED_LINES)));
            new Aggregates(suite.analytics)
                    .requireEqualByCrimeType(new Oracle(findings.replay(id).calls()));
            assertThat(cluster.executors()).as("executors left").isEqualTo(1);
        }
    }

    private static long counted(Suite suite) {
        return suite.analytics.get("/api/v1/aggregates/totals").get("counted").asLong();
    }
}
