package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is broken of a checkpoint: the query either counts exactly, or says that it cannot and what to do. */
class BrokenCheckpointIT {
    private static final int SENT = 100;

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @TempDir
    Path home;

    private StateKeeper state = StateKeeper.STORE;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "offsets", "commits", "state", "state/0/0"})
    void emptyFilesAreNamedWithARemedy(String part) throws Exception {
        assertNamedThenRebuilt(part, file -> Files.write(file, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "offsets", "commits", "state", "state/0/0"})
    void garbageIsNamedWithARemedy(String part) throws Exception {
        assertNamedThenRebuilt(part, file -> Files.writeString(file, "garbage"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata", "offsets", "state", "state/0/0"})
    void missingFilesAreNamedWithARemedy(String part) throws Exception {
        assertNamedThenRebuilt(part, Files::delete);
    }

    /** Without them, Spark runs the last batch again, which the store has already. */
    @ParameterizedTest
    @CsvSource({"commits, STORE", "sources, STORE", "commits, SPARK"})
    void someFilesAreNotMissed(String part, StateKeeper keeper) throws Exception {
        state = keeper;
        String topic = "calls-" + UUID.randomUUID();
        Calls calls = count(topic);
        for (Path file : filesOf(part)) {
            Files.delete(file);
        }

        try (RunningService service = start(topic)) {
            calls.replay("r2", SENT);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(2 * SENT)));
        }
    }

    /** What is done to a file. */
    private interface Damage {
        void doTo(Path file) throws IOException;
    }

    private void assertNamedThenRebuilt(String part, Damage damage) throws Exception {
        state = part.startsWith("state") ? StateKeeper.SPARK : StateKeeper.STORE;
        String topic = "calls-" + UUID.randomUUID();
        Calls calls = count(topic);
        for (Path file : filesOf(part)) {
            damage.doTo(file);
        }
        calls.replay("r2", SENT);

        try (RunningService service = start(topic)) {
            soon().untilAsserted(() ->
                    assertThat(service.failure()).contains(checkpoint().toString(), "./sfcrime rebuild"));
            assertThat(service.counted()).isEqualTo(Calls.valid(SENT));

            assertThat(service.post("/api/v1/queries/call-counts/rebuild").status())
                    .isEqualTo(200);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(2 * SENT)));
        }
    }

    private Calls count(String topic) throws Exception {
        Calls calls = new Calls(broker.bootstrapServers(), topic);
        calls.createTopic();
        calls.replay("r1", SENT);
        try (RunningService service = start(topic)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(SENT)));
            soon().untilAsserted(() ->
                    assertThat(service.query().get("batchId").asLong(-1)).isNotNegative());
        }
        return calls;
    }

    /** All files of a part of the checkpoint, without the checksums that Hadoop reads beside some. */
    private List<Path> filesOf(String part) throws IOException {
        try (Stream<Path> files = Files.walk(checkpoint().resolve(part))) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            for (Path file : all) {
                if (file.getFileName().toString().endsWith(".crc")) {
                    Files.delete(file);
                }
            }
            List<Path> found = all.stream().filter(Files::exists).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }

    private Path checkpoint() {
        return home.resolve("analytics/checkpoint");
    }

    private RunningService start(String topic) {
        return RunningService.start(home, broker.bootstrapServers(), topic, "--analytics.query.state=" + state);
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
