package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens where store, checkpoint, topic and settings do not belong together, and how it is put right. */
class HistoryIT {
    private static final String REBUILD = "/api/v1/queries/call-counts/rebuild";

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @TempDir
    Path home;

    private Calls calls;
    private String topic;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void newTopic() throws Exception {
        topic = "calls-" + UUID.randomUUID();
        calls = new Calls(broker.bootstrapServers(), topic);
        calls.createTopic();
    }

    @Test
    void refusesACheckpointWhoseStoreIsGone() throws Exception {
        countHundred("r1");
        for (Path file : storeFiles()) {
            Files.delete(file);
        }

        assertRefusedThenRebuilt("stand at no batch", 100);
    }

    @Test
    void refusesAStoreWhoseCheckpointIsGone() throws Exception {
        countHundred("r1");
        FileSystemUtils.deleteRecursively(checkpoint());

        assertRefusedThenRebuilt("is gone", 100);
    }

    @Test
    void refusesTheCheckpointOfAnotherStore() throws Exception {
        countHundred("r1");
        Files.writeString(checkpoint().resolve("metadata"), "{\"id\":\"" + UUID.randomUUID() + "\"}");

        assertRefusedThenRebuilt("has id", 100);
    }

    @Test
    void refusesAStoreThatWasPutBack() throws Exception {
        countHundred("r1");
        Path backup = Files.createDirectory(home.resolve("backup"));
        for (Path file : storeFiles()) {
            Files.copy(file, backup.resolve(file.getFileName()));
        }
        countHundred("r2");
        for (Path file : storeFiles()) {
            Files.delete(file);
        }
        for (Path file : files(backup)) {
            Files.copy(file, home.resolve("analytics").resolve(file.getFileName()));
        }

        assertRefusedThenRebuilt("already at batch", 200);
    }

    @Test
    void refusesACheckpointThatWasPutBack() throws Exception {
        countHundred("r1");
        FileSystemUtils.copyRecursively(checkpoint(), home.resolve("backup"));
        countHundred("r2");
        countHundred("r3");
        FileSystemUtils.deleteRecursively(checkpoint());
        FileSystemUtils.copyRecursively(home.resolve("backup"), checkpoint());

        assertRefusedThenRebuilt("only at batch", 300);
    }

    @Test
    void refusesATopicThatWasCreatedAnewMeanwhile() throws Exception {
        countHundred("r1");
        recreateTopic();
        calls.replay("r2", 300);

        assertRefusedThenRebuilt("created anew", 300);
    }

    @Test
    void stopsWhereTheTopicIsCreatedAnewWhileItRuns() throws Exception {
        calls.replay("r1", 100);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(100)));

            recreateTopic();
            calls.replay("r2", 300);

            soon().untilAsserted(() -> assertThat(service.failure()).contains("created anew", "./sfcrime rebuild"));
            assertThat(service.counted()).isEqualTo(Calls.valid(100));
            assertThat(service.post(REBUILD).status()).isEqualTo(200);
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(300)));
        }
    }

    @Test
    void refusesATopicThatIsShorterThanWhatWasCounted() throws Exception {
        calls.replay("r1", 100);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(100)));
            service.bean(JdbcTemplate.class).update("UPDATE committed_offset SET next_offset = 5000");
        }

        assertRefusedThenRebuilt("but the topic ends at", 100);
    }

    @Test
    void refusesToGoOnWhereKafkaHasDeletedWhatWasNotCounted() throws Exception {
        countHundred("r1");
        calls.replay("r2", 1_000);
        calls.deleteMessagesBefore(0, 200);

        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.failure()).contains("has deleted what was not counted yet"));
            assertThat(service.counted()).isEqualTo(Calls.valid(100));
        }
    }

    @ParameterizedTest
    @CsvSource({"'', PT24H, no retention", "PT24H, PT48H, a retention of PT24H", "PT24H, '', a retention of PT24H"})
    void refusesAnotherRetention(String before, String after, String counted) throws Exception {
        calls.replay("r1", 100);
        try (RunningService service = start("--analytics.retention=" + before)) {
            soon().untilAsserted(() ->
                    assertThat(totals(service).get("counted").asLong()).isEqualTo(Calls.valid(100)));
        }

        try (RunningService service = start("--analytics.retention=" + after)) {
            soon().untilAsserted(() ->
                    assertThat(service.failure()).contains(counted, "analytics.retention", "./sfcrime rebuild"));
        }
        try (RunningService service = start("--analytics.retention=" + before)) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("RUNNING"));
        }
    }

    @ParameterizedTest
    @CsvSource({"store, spark", "spark, store"})
    void refusesAnotherKeeperOfTheStateUntilARebuild(String before, String after) throws Exception {
        calls.replay("r1", 100);
        try (RunningService service = start("--analytics.query.state=" + before)) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(100)));
        }
        calls.replay("r2", 100);

        try (RunningService service = start("--analytics.query.state=" + after)) {
            soon().untilAsserted(() -> assertThat(service.failure())
                    .contains("analytics.query.state=" + before, "now says " + after, "./sfcrime rebuild"));
            assertThat(service.counted()).isEqualTo(Calls.valid(100));
            assertThat(service.post(REBUILD).status()).isEqualTo(200);
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(200)));
        }
    }

    @Test
    void aRebuildCountsAnewWhileMessagesCome() throws Exception {
        calls.replay("r1", 1_000);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            String before = service.query().get("id").asString();
            calls.replay("r2", 500);

            RunningService.Answer answer = service.post(REBUILD);
            calls.replay("r3", 500);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().get("id").asString()).isNotEqualTo(before);
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(2_000)));
            assertThat(service.get("/api/v1/aggregates/replays").body().get("items"))
                    .hasSize(3);
        }
    }

    @Test
    void aRebuildThatWasKilledIsFinishedAtTheNextStart() throws Exception {
        countHundred("r1");
        // as a crash right after the decision leaves it
        Files.move(checkpoint(), home.resolve("analytics/checkpoint.discarded"));

        try (RunningService service = start()) {
            calls.replay("r2", 100);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(200)));
            assertThat(home.resolve("analytics/checkpoint.discarded")).doesNotExist();
        }
    }

    @Test
    void aFirstBatchThatWasPlannedButNeverCountedIsPlannedAnew() throws Exception {
        countHundred("r1");
        for (Path file : storeFiles()) {
            Files.delete(file);
        }
        FileSystemUtils.deleteRecursively(checkpoint().resolve("commits"));

        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(100)));
        }
    }

    @Test
    void aRebuildThatWouldLoseCountsMustBeForced() throws Exception {
        calls.replay("r1", 300);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(300)));
            calls.deleteMessagesBefore(1, 10);

            RunningService.Answer refused = service.post(REBUILD);

            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body().get("detail").asString()).contains("offsets 0 to 9 of partition 1", "force=true");
            assertThat(service.counted()).isEqualTo(Calls.valid(300));
            assertThat(service.post(REBUILD + "?force=true").status()).isEqualTo(200);
            soon().untilAsserted(() -> assertThat(service.counted()).isBetween(200L, Calls.valid(300) - 1));
        }
    }

    @Test
    void onlyKnownQueriesAreRebuilt() throws Exception {
        try (RunningService service = start()) {
            assertThat(service.post("/api/v1/queries/other/rebuild").status()).isEqualTo(404);
            assertThat(service.post(REBUILD + "?force=perhaps").status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheRetentionDropsIsCountedExactly(StateKeeper state) throws Exception {
        calls.call("r1", "2018-12-31T12:30:00");
        calls.call("r1", "2018-12-31T20:30:00");
        String[] settings = {"--analytics.retention=PT4H", "--analytics.query.state=" + state};
        try (RunningService service = start(settings)) {
            soon().untilAsserted(() -> assertThat(service.get("/api/v1/aggregates/totals")
                            .body()
                            .at("/asOf/watermark")
                            .asString(""))
                    .isEqualTo("2018-12-31T16:00:00"));
            calls.call("r1", "2018-12-31T12:40:00");
            calls.call("r2", "2018-12-31T15:59:00");
            calls.call("r2", "2018-12-31T16:00:00");
            soon().untilAsserted(() ->
                    assertThat(totals(service).get("counted").asLong()).isEqualTo(5));
        }

        try (RunningService service = start(settings)) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("RUNNING"));
            calls.call("r2", "2018-12-31T11:00:00");
            soon().untilAsserted(() ->
                    assertThat(totals(service).get("counted").asLong()).isEqualTo(6));

            assertThat(totals(service).get("droppedByRetention").asLong()).isEqualTo(3);
            assertThat(totals(service).get("views").valueStream().map(JsonNode::asLong))
                    .containsOnly(3L);
            assertThat(service.query().get("lateRowsDropped").asLong()).isEqualTo(3);
            assertThat(service.get("/api/v1/aggregates/timeline")
                            .body()
                            .get("items")
                            .valueStream()
                            .map(item -> item.get("count") + " " + item.get("final")))
                    .containsExactly("1 true", "1 false", "1 false");
        }
    }

    private void countHundred(String replayId) throws Exception {
        calls.replay(replayId, 100);
        try (RunningService service = start()) {
            soon().untilAsserted(() -> {
                JsonNode replay = service.get("/api/v1/aggregates/totals?replayId=" + replayId)
                        .body()
                        .get("replay");
                assertThat(replay.path("counted").asLong(0)).isEqualTo(Calls.valid(100));
            });
            // the end of Spark's batch, after the store's
            long stored = service.get("/api/v1/aggregates/totals")
                    .body()
                    .at("/asOf/batchId")
                    .asLong();
            soon().untilAsserted(() ->
                    assertThat(checkpoint().resolve("commits/" + stored)).exists());
        }
    }

    private void assertRefusedThenRebuilt(String reason, int sent) throws Exception {
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.failure()).contains(reason, "./sfcrime rebuild"));
            assertThat(service.get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(service.get("/api/v1/aggregates/totals").status()).isEqualTo(200);

            assertThat(service.post(REBUILD).status()).isEqualTo(200);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(sent)));
        }
    }

    private void recreateTopic() throws Exception {
        calls.deleteTopic();
        soon().ignoreExceptions().untilAsserted(() -> calls.createTopic());
    }

    private RunningService start(String... more) {
        return RunningService.start(home, broker.bootstrapServers(), topic, more);
    }

    private static JsonNode totals(RunningService service) throws Exception {
        return service.get("/api/v1/aggregates/totals").body();
    }

    private Path checkpoint() {
        return home.resolve("analytics/checkpoint");
    }

    private Iterable<Path> storeFiles() throws IOException {
        return files(home.resolve("analytics"));
    }

    private static Iterable<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
