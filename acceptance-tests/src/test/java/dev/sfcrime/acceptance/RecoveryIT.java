package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** After a failure the suite either goes on by itself or says what is wrong and what to do; it never miscounts. */
class RecoveryIT {
    private static final Duration REPLAY_TIME = Duration.ofMinutes(2);
    private static final Map<String, List<Call>> EXPECTED = new TreeMap<>();
    private static Suite suite;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
        suite = Suite.start(folder, Datasets.ofGeneratedCalls(folder.resolve("datasets"), 8_000));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aReplayGoesOnAfterTheSuiteWasStoppedAndStartedAgain() {
        String id = replayInMidway();

        assertThat(suite.sfcrime("down").status()).isZero();
        suite.up();

        requireExactAtTheEndOf(id);
    }

    @Test
    @Tag("long")
    void aReplayGoesOnAfterTheBrokerWasAwayForAMinute() {
        String id = replayInMidway();

        suite.processes.kill(Processes.BROKER);
        Duration away = Duration.ofSeconds(60);
        await().pollDelay(away).atMost(away.plusMinutes(1)).until(() -> true);
        assertThat(suite.replay(id).get("state").asString()).isEqualTo("RUNNING");
        suite.up();

        requireExactAtTheEndOf(id);
    }

    @Test
    void aLostCheckpointIsNamedWithItsRemedy() {
        String id = replayInMidway();

        requireRemedyFor(analytics -> delete(analytics.resolve("checkpoint")));

        requireExactAtTheEndOf(id);
    }

    @Test
    @Tag("long")
    void aLostDatabaseIsNamedWithItsRemedy() {
        String id = replayInMidway();

        requireRemedyFor(analytics -> delete(analytics.resolve("aggregates.mv.db")));

        requireExactAtTheEndOf(id);
    }

    @Test
    @Tag("long")
    void aDamagedCheckpointIsNamedWithItsRemedy() {
        String id = replayInMidway();

        requireRemedyFor(analytics -> garble(analytics.resolve("checkpoint").resolve("offsets")));

        requireExactAtTheEndOf(id);
    }

    private static String replayInMidway() {
        String id = suite.startReplay(Datasets.GENERATED_LINES, """
                "pace": {"recordsPerSecond": 1000},
                "faults": {"malformedRatio": 0.02, "duplicateRatio": 0.03, "lateRatio": 0.05}""");
        EXPECTED.put(id, suite.datasets().calls(Datasets.GENERATED_LINES));
        await().atMost(REPLAY_TIME)
                .untilAsserted(() ->
                        assertThat(suite.replay(id).get("acknowledged").asInt()).isGreaterThan(1_000));
        return id;
    }

    private static void requireExactAtTheEndOf(String id) {
        suite.awaitCompleted(id, REPLAY_TIME);
        new Findings(suite).requireExact(EXPECTED);
    }

    /** Stops Spark, does the damage, starts it: it says what is wrong, and {@code ./sfcrime rebuild} mends it. */
    private static void requireRemedyFor(Consumer<Path> damage) {
        await().atMost(REPLAY_TIME)
                .untilAsserted(() -> assertThat(suite.analytics
                                .get("/api/v1/aggregates/totals")
                                .get("counted")
                                .asLong())
                        .isPositive());
        suite.processes.terminate(Processes.ANALYTICS);
        damage.accept(suite.home().resolve("analytics"));

        Suite.Command up = suite.sfcrime("up", "--detach");

        assertThat(up.status()).as(up.output()).isEqualTo(1);
        assertThat(up.output()).contains("analytics runs, but is not ready").contains("./sfcrime rebuild");
        assertThat(suite.analytics
                        .get("/api/v1/queries")
                        .get(0)
                        .get("exception")
                        .asString())
                .contains("./sfcrime rebuild");
        Suite.Command rebuild = suite.sfcrime("rebuild", "--yes");
        assertThat(rebuild.status()).as(rebuild.output()).isZero();
        suite.up();
    }

    private static void delete(Path fileOrFolder) {
        try (Stream<Path> all = Files.walk(fileOrFolder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Overwrites every file of a folder. */
    private static void garble(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged");
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
