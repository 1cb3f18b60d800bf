package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

/**
 * The disk of Spark's checkpoint runs full: the query says so, and goes on once there is room. The disk is one in memory,
 * which a mount namespace shows to the suite alone; that takes Linux with user namespaces, and no other rights.
 */
@Tag("long")
class FullDiskIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void aFullDiskStopsCountingAndRoomLetsItGoOnExactly() throws Exception {
        assumeThat(SparkCluster.isForEverySuite())
                .as("executors of a cluster, which do not see the disk that is mounted here for the driver")
                .isFalse();
        assumeThat(succeeds("unshare", "-rm", "true")).as("user namespaces").isTrue();
        Datasets datasets = Datasets.ofGeneratedCalls(folder.resolve("datasets"), 8_000);
        String database = "jdbc:h2:file:" + folder.resolve("aggregates");
        try (Suite suite = Suite.prepare(folder, datasets, Map.of("AGGREGATES_URL", database))) {
            // holds the checkpoint, and nothing else now that the database is elsewhere
            Path disk = suite.home().resolve("analytics");
            Files.createDirectories(disk);
            Suite.Command up = suite.launchWithin(
                            List.of(
                                    "unshare",
                                    "-rm",
                                    "sh",
                                    "-c",
                                    "mount -t tmpfs -o size=400k tmpfs \"$0\" && exec \"$@\"",
                                    disk.toString()),
                            "up",
                            "--detach")
                    .await();
            assertThat(up.status()).as(up.output()).isZero();

            String id = suite.startReplay(Datasets.GENERATED_LINES, "\"pace\":{\"recordsPerSecond\":400}");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(query(suite).get("exception").asString(""))
                                    .contains("No space left"));
            long pid = suite.processes.find(Processes.ANALYTICS).orElseThrow().pid();
            assertThat(succeeds(
                            "nsenter",
                            "-t",
                            Long.toString(pid),
                            "-U",
                            "-m",
                            "--preserve-credentials",
                            "mount",
                            "-o",
                            "remount,size=100m",
                            disk.toString()))
                    .isTrue();

            suite.awaitCompleted(id, PATIENCE);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    query(suite).get("state").asString().equals("RUNNING")
                                            || query(suite)
                                                    .get("exception")
                                                    .asString("")
                                                    .contains("./sfcrime rebuild"))
                            .isTrue());
            if (!query(suite).get("state").asString().equals("RUNNING")) {
                assertThat(suite.sfcrime("rebuild", "--yes").status()).isZero();
            }
            new Findings(suite).requireExact(Map.of(id, datasets.calls(Datasets.GENERATED_LINES)));
        }
    }

    private static JsonNode query(Suite suite) {
        return suite.analytics.get("/api/v1/queries").get(0);
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
