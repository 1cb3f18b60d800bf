package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
                    .until(() -> suite.replay(id).get("acknowledged").asLong() > 1_000);
            // whatever the first batches take on a busy machine, most of the replay is still to come
            steer(suite, id, "pause");
            suite.awaitCaughtUp();
            steer(suite, id, "resume");
            long before = counted(suite);
            await().atMost(PATIENCE).until(() -> counted(suite) > before);

            cluster.killWorker(0);
            Instant killed = Instant.now();
            long at = counted(suite);
            assertThat(at).as("counted when the worker was killed").isLessThan(CALLS);
            await().atMost(PATIENCE).until(() -> counted(suite) > at);
            System.out.printf(
                    "SparkClusterIT: a worker killed after %d calls, %d ms later more were counted%n",
                    at, Duration.between(killed, Instant.now()).toMillis());

            suite.awaitCompleted(id, PATIENCE);
            assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
            Findings findings = new Findings(suite);
            findings.requireExact(Map.of(id, datasets.calls(Datasets.GENERATED_LINES)));
            new Aggregates(suite.analytics)
                    .requireEqualByCrimeType(new Oracle(findings.replay(id).calls()));
            assertThat(cluster.executors()).as("executors left").isEqualTo(1);
        }
    }

    @Test
    void aMasterThatWasKilledAndStartedAgainGivesTheDriverExecutorsAsBefore() throws IOException {
        try (SparkCluster cluster = SparkCluster.start(folder.resolve("spark"));
                Suite suite = Suite.prepare(folder, Datasets.in(folder.resolve("datasets")), cluster.settings())) {
            suite.up();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.executors()).isEqualTo(2));

            cluster.replaceMaster();
            cluster.killExecutors();
            String id = suite.startReplay(Datasets.SNAKE_CASE, "\"loops\": 10, \"pace\": {\"unlimited\": true}");

            suite.awaitCompleted(id, PATIENCE);
            assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(cluster.executors()).isEqualTo(2));
        }
    }

    private static void steer(Suite suite, String id, String action) {
        suite.ingest.post("/api/v1/replays/" + id + "/" + action, null);
    }

    private static long counted(Suite suite) {
        return suite.analytics.get("/api/v1/aggregates/totals").get("counted").asLong();
    }
}
