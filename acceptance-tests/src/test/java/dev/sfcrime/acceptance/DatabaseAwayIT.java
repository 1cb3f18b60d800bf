package dev.sfcrime.acceptance;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/** The aggregates live in a PostgreSQL, which dies in mid-replay and stays away for a minute. */
@Tag("long")
class DatabaseAwayIT {
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void countingGoesOnExactlyWhenTheDatabaseIsBack() throws Exception {
        assumeThat(Postgres.isThere())
                .as("PostgreSQL's binaries for this machine")
                .isTrue();
        Datasets datasets = Datasets.ofGeneratedCalls(folder.resolve("datasets"), 8_000);
        try (Postgres postgres = Postgres.start(folder.resolve("postgres.log"), Suite.freePort());
                Suite suite = Suite.prepare(
                        folder,
                        datasets,
                        Map.of(
                                "AGGREGATES_URL", postgres.url(),
                                "AGGREGATES_USER", Postgres.USER,
                                "AGGREGATES_PASSWORD", Postgres.PASSWORD))) {
            suite.up();
            String id = suite.startReplay(
                    Datasets.GENERATED_LINES,
                    "\"pace\":{\"recordsPerSecond\":1000},\"faults\":{\"malformedRatio\":0.02,\"lateRatio\":0.05}");
            await().atMost(PATIENCE).until(() -> counted(suite) > 1_000);

            postgres.kill();
            await().pollDelay(AWAY).atMost(AWAY.plusMinutes(1)).until(() -> true);
            assertThat(suite.analytics
                            .get("/api/v1/queries")
                            .get(0)
                            .get("exception")
                            .asString(""))
                    .contains("does not answer");
            postgres.start();

            suite.awaitCompleted(id, PATIENCE);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> counted(suite) >= 8_000);
            new Findings(suite).requireExact(Map.of(id, datasets.calls(Datasets.GENERATED_LINES)));
        }
    }

    private static long counted(Suite suite) {
        return suite.analytics.get("/api/v1/aggregates/totals").get("counted").asLong();
    }
}
