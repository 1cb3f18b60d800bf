package dev.sfcrime.analytics.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.CommittedBatch;
import dev.sfcrime.analytics.aggregates.Freshness;
import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** The streaming query against a real broker and a real database, through what can happen to it. */
class StreamingQueryIT {
    @TempDir
    static Path brokerFolder;

    private static BrokerSettings brokerSettings;
    private static Broker broker;

    @TempDir
    Path home;

    private String topic;
    private Calls calls;

    @BeforeAll
    static void startBroker() throws Exception {
        brokerSettings = BrokerSettings.onFreePorts(brokerFolder);
        broker = Broker.start(brokerSettings);
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void newTopic() {
        topic = "calls-" + UUID.randomUUID();
        calls = new Calls(broker.bootstrapServers(), topic);
    }

    @Test
    void waitsForTheTopicThenCountsWhatIsInIt() throws Exception {
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("WAITING"));
            assertThat(service.query().get("reason").asString()).contains(topic, "does not exist");
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

            calls.createTopic();
            calls.replay("r1", 1_000);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(200);
            soon().untilAsserted(() -> assertCaughtUp(service));
        }
    }

    @Test
    void anAnswerNamesTheReplayWithItsMalformedMessages() throws Exception {
        calls.createTopic();
        calls.replay("r1", 100);
        calls.replay("r2", 30);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(130)));

            JsonNode replays = service.get("/api/v1/aggregates/replays").body().get("items");

            assertThat(replays)
                    .extracting(
                            replay -> replay.get("replayId").asString(),
                            replay -> replay.get("counted").asLong(),
                            replay -> replay.get("malformed").asLong())
                    .containsExactlyInAnyOrder(tuple("r1", 90L, 10L), tuple("r2", 27L, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void goesOnWhereItStoppedWhenTheServiceStartsAgain(StateKeeper state) throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start("--analytics.query.state=" + state)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));
        }
        calls.replay("r2", 500);

        try (RunningService service = start("--analytics.query.state=" + state)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            soon().untilAsserted(() -> assertCaughtUp(service));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBatchThatSparkRunsAgainChangesNothing(StateKeeper state) throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start("--analytics.query.state=" + state)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));
            soon().untilAsserted(() -> assertCaughtUp(service));
        }
        // as a crash between the store's transaction and the end of Spark's batch leaves it
        deleteLastCommit();

        try (RunningService service = start("--analytics.query.state=" + state)) {
            calls.replay("r2", 500);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
        }
    }

    @Test
    void aRestartGivesANewRunAndLosesNothing() throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));
            String before = service.query().get("runId").asString();

            RunningService.Answer answer = service.post("/api/v1/queries/call-counts/restart");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("runId").asString()).isNotEqualTo(before);
            assertThat(answer.body().get("state").asString()).isEqualTo("RUNNING");
            calls.replay("r2", 500);
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
        }
    }

    @Test
    void restartsAtTheSameTimeShareOneRun() throws Exception {
        calls.createTopic();
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("RUNNING"));
            ExecutorService clients = Executors.newFixedThreadPool(4);
            Callable<RunningService.Answer> restart = () -> service.post("/api/v1/queries/call-counts/restart");

            Set<String> runs = new HashSet<>();
            for (Future<RunningService.Answer> answer :
                    clients.invokeAll(List.of(restart, restart, restart, restart))) {
                assertThat(answer.get().status()).isEqualTo(200);
                runs.add(answer.get().body().get("runId").asString());
            }
            clients.shutdown();

            assertThat(runs).contains(service.query().get("runId").asString()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void reportsProgressAsSparkWritesItNewestFirst() throws Exception {
        calls.createTopic();
        calls.replay("r1", 100);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(
                            service.get("/api/v1/queries/call-counts/progress").body())
                    .isNotEmpty());

            JsonNode report = service.get("/api/v1/queries/call-counts/progress?limit=1")
                    .body()
                    .get(0);

            assertThat(report.get("name").asString()).isEqualTo("call-counts");
            assertThat(report.get("sources").get(0).get("endOffset").get(topic)).hasSize(3);
        }
    }

    @Test
    void unknownQueriesAndLimitsAreRefused() throws Exception {
        try (RunningService service = start()) {
            assertThat(service.get("/api/v1/queries/other/progress").status()).isEqualTo(404);
            assertThat(service.post("/api/v1/queries/other/restart").status()).isEqualTo(404);
            assertThat(service.get("/api/v1/queries/call-counts/progress?limit=1001")
                            .status())
                    .isEqualTo(400);
            assertThat(service.get("/api/v1/queries/call-counts/restart").status())
                    .isEqualTo(405);
        }
    }

    @Test
    void survivesARestartOfTheBroker() throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));

            broker.close();
            broker = Broker.start(brokerSettings);
            calls.replay("r2", 500);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            soon().untilAsserted(() -> assertCaughtUp(service));
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterAFailureOfTheStoreTheCountsAreExact(StateKeeper state) throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start("--analytics.query.state=" + state)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));
            JdbcTemplate database = service.bean(JdbcTemplate.class);
            database.execute("ALTER TABLE replay RENAME TO replay_away");

            calls.replay("r2", 500);

            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("FAILED"));
            assertThat(service.query().get("exception").asString()).isNotBlank();
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(503);
            database.execute("ALTER TABLE replay_away RENAME TO replay");
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            assertThat(service.state()).isEqualTo("RUNNING");
        }
    }

    @Test
    void afterTheDatabaseWasAwayTheCountsAreExact() throws Exception {
        calls.createTopic();
        Server database = databaseServer("0");
        String url = "--AGGREGATES_URL=jdbc:h2:tcp://127.0.0.1:" + database.getPort() + "/./aggregates";
        try (RunningService service = RunningService.start(home, broker.bootstrapServers(), topic, url)) {
            calls.replay("r1", 500);
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));

            database.stop();
            calls.replay("r2", 500);
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("FAILED"));
            calls.replay("r3", 500);
            database = databaseServer(Integer.toString(database.getPort()));

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_500)));
            JsonNode totals = service.get("/api/v1/aggregates/totals").body();
            assertThat(totals.get("views").valueStream().map(JsonNode::asLong)).containsOnly(Calls.valid(1_500));
        } finally {
            database.stop();
        }
    }

    /** A database in a process of its own, as far as the service can tell. */
    private Server databaseServer(String port) throws SQLException {
        return Server.createTcpServer("-tcpPort", port, "-ifNotExists", "-baseDir", home.toString())
                .start();
    }

    private RunningService start(String... more) {
        return RunningService.start(home, broker.bootstrapServers(), topic, more);
    }

    private static void assertCaughtUp(RunningService service) throws Exception {
        Freshness freshness = service.bean(Freshness.class);
        CommittedBatch last = service.bean(AggregateStore.class).lastBatch();
        assertThat(freshness.lagRecords()).isZero();
        assertThat(freshness.oldestUnprocessedAgeMillis()).isZero();
        assertThat(last).isNotNull();
        assertThat(service.query().get("batchId").asLong(Checkpoint.NONE)).isGreaterThanOrEqualTo(last.batchId());
    }

    private void deleteLastCommit() throws Exception {
        Path commits = home.resolve("analytics/checkpoint/commits");
        try (Stream<Path> files = Files.list(commits)) {
            Path last = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .max((one, other) -> Long.compare(number(one), number(other)))
                    .orElseThrow();
            Files.delete(last);
            Files.deleteIfExists(commits.resolve("." + last.getFileName() + ".crc"));
        }
    }

    private static long number(Path file) {
        return Long.parseLong(file.getFileName().toString());
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
