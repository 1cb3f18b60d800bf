package dev.sfcrime.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayProgress.State;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ReconciliationIT {
    private static final String RECONCILIATION = "/api/v1/reconciliation";
    private static final String REPLAY = RECONCILIATION + "/r";

    @TempDir
    static Path folder;

    private static Broker broker;

    private String topic;
    private SentReplays replays;
    private Analytics analytics;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(folder));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @BeforeEach
    void startOthers(TestInfo test) throws IOException {
        topic = test.getTestMethod().orElseThrow().getName();
        try (InputStream valid = ReconciliationIT.class.getResourceAsStream("/contract/valid.jsonl")) {
            byte[] call = new String(valid.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElseThrow()
                    .getBytes(StandardCharsets.UTF_8);
            replays = new SentReplays(broker.bootstrapServers(), topic, call);
        }
        analytics = new Analytics();
    }

    @AfterEach
    void stopOthers() {
        analytics.close();
        replays.close();
    }

    @Test
    void aReplayIsPendingUntilAllHaveSeenItAndThenMatches() {
        replays.create();
        replays.begin();
        replays.send("r", 1, 100);
        replays.tell("r", State.RUNNING, 100);
        replays.commit();

        try (RunningService service = start()) {
            awaitVerdict(service, "PENDING", "the replay is RUNNING, and more may come");
            assertThat(service.json(REPLAY).get("reason").asString()).contains("answers with status 500");

            replays.begin();
            replays.inject("r", 100, InjectedFault.DUPLICATE);
            replays.inject("r", 101, InjectedFault.MALFORMED);
            replays.inject("r", 102, InjectedFault.LATE);
            replays.tellWithFaults("r", State.COMPLETED, 103);
            replays.commit();
            analytics.answers("r", totals(10, 100, 0));
            awaitVerdict(service, "PENDING", "Spark has");

            analytics.answers("r", totals(60, 102, 1));
            awaitVerdict(service, "MATCHED", null);
            JsonNode matched = service.json(REPLAY);
            assertThat(matched.get("reason").isNull()).isTrue();
            assertThat(matched.get("missingSequences").isEmpty()).isTrue();
            matched.get("checks")
                    .forEach(check -> assertThat(check.get("ok").asBoolean())
                            .as(check.toString())
                            .isTrue());
            awaiting()
                    .untilAsserted(() -> assertThat(service.json(RECONCILIATION)
                                    .at("/0/verdict")
                                    .asString())
                            .isEqualTo("MATCHED"));
            assertThat(service.answer("/actuator/prometheus").body())
                    .contains(
                            "verify_reconciliations{application=\"verify-consumer-service\",verdict=\"MATCHED\"} 1.0");
        }
    }

    @Test
    void anOpenTransactionOfAnotherReplayHoldsTheVerdictUp() {
        replays.create();
        try (RunningService service = start();
                CallsTopic calls = new CallsTopic(broker.bootstrapServers(), topic)) {
            calls.writeInOpenTransaction("other", new byte[0]);
            replays.begin();
            replays.send("r", 1, 10);
            replays.tell("r", State.COMPLETED, 10);
            replays.commit();
            analytics.answers("r", totals(60, 10, 0));
            awaitVerdict(service, "PENDING", "this service has");

            calls.commitTransaction();

            awaitVerdict(service, "MATCHED", null);
        }
    }

    @Test
    void whatIsMissingIsNamedToTheLastOfIt() {
        replays.create();
        replays.begin();
        replays.send("r", 1, 10);
        replays.send("r", 21, 30);
        replays.send("r", 32, 95);
        replays.tell("r", State.CANCELLED, 100);
        replays.commit();
        analytics.answers("r", totals(60, 84, 0));

        try (RunningService service = start()) {
            awaitVerdict(service, "MISMATCHED", "missing are 11 to 20, 31, 96 to 100");

            assertThat(service.json(REPLAY).get("missingSequences").toString())
                    .isEqualTo("[{\"from\":11,\"to\":20},{\"from\":31,\"to\":31},{\"from\":96,\"to\":100}]");
        }
    }

    @Test
    void anAnalyticsServiceThatIsAwayLeavesItPending() {
        sendTen();
        analytics.close();

        try (RunningService service = start()) {
            awaitVerdict(
                    service,
                    "PENDING",
                    "the analytics-service at " + analytics.url().substring(7) + " does not answer");
        }
    }

    @Test
    void anAnalyticsServiceThatAsksForCredentialsGetsThem() {
        sendTen();
        analytics.answers("r", totals(60, 10, 0));
        // viewer:viewer-secret
        analytics.asksFor("Basic dmlld2VyOnZpZXdlci1zZWNyZXQ=");

        try (RunningService service = start()) {
            awaitVerdict(service, "PENDING", "asks for other credentials than ANALYTICS_USER and ANALYTICS_PASSWORD");
        }
        try (RunningService service = start("--ANALYTICS_USER=viewer", "--ANALYTICS_PASSWORD=viewer-secret")) {
            awaitVerdict(service, "MATCHED", null);
        }
    }

    @Test
    void aReplayThatIngestKnowsNothingOfIsNotFound() {
        try (RunningService service = start()) {
            awaiting()
                    .untilAsserted(() ->
                            assertThat(service.answer(REPLAY).statusCode()).isEqualTo(404));
            replays.create();
            replays.begin();
            replays.tell("r", State.FAILED, 0);
            replays.commit();
            awaiting()
                    .untilAsserted(() ->
                            assertThat(service.answer(REPLAY).statusCode()).isEqualTo(200));

            replays.begin();
            replays.forget("r");
            replays.commit();

            awaiting()
                    .untilAsserted(() ->
                            assertThat(service.answer(REPLAY).statusCode()).isEqualTo(404));
            assertThat(service.json(REPLAY).get("detail").asString()).contains("Ingest has told of no replay r");
            assertThat(service.json(RECONCILIATION).isEmpty()).isTrue();
        }
    }

    @Test
    void whileKafkaIsAwayNobodyKnowsWhetherThereIsAReplay() {
        try (RunningService service = RunningService.start("127.0.0.1:1", topic)) {
            for (String path : new String[] {REPLAY, RECONCILIATION}) {
                assertThat(service.answer(path).statusCode()).as(path).isEqualTo(503);
                assertThat(service.json(path).get("title").asString()).isEqualTo("Replays are not known yet");
            }
        }
    }

    @Test
    void aTopicOfCallsThatIsCreatedAnewLosesItsReplays() {
        sendTen();
        analytics.answers("r", totals(60, 10, 0));

        try (RunningService service = start();
                CallsTopic calls = new CallsTopic(broker.bootstrapServers(), topic)) {
            awaitVerdict(service, "MATCHED", null);
            calls.delete();
            awaitVerdict(service, "PENDING", "Kafka has not told yet");
            calls.create(SentReplays.PARTITIONS);

            awaitVerdict(service, "MISMATCHED", "missing are 1 to 10");
        }
    }

    @Test
    void aTopicWhoseBeginningIsDeletedSaysSo() {
        sendTen();
        analytics.answers("r", totals(60, 10, 0));

        try (CallsTopic calls = new CallsTopic(broker.bootstrapServers(), topic)) {
            calls.deleteBefore(0, 2);
        }
        try (RunningService service = start()) {
            awaitVerdict(service, "MISMATCHED", "Kafka has deleted the beginning of the topic");

            assertThat(service.json(REPLAY).get("missingSequences").toString())
                    .isEqualTo("[{\"from\":2,\"to\":2},{\"from\":4,\"to\":4}]");
        }
    }

    @Test
    void documentsItsChecksAndItsErrors() {
        replays.create();
        try (RunningService service = start()) {
            assertThat(service.answer("/v3/api-docs").body()).contains("\"spark.crimeTypeTimeline\"");
            assertThat(service.json(RECONCILIATION + "?limit=1001")
                            .at("/errors/0/field")
                            .asString())
                    .isEqualTo("limit");
        }
    }

    /** A replay of ten calls, all of them sent. */
    private void sendTen() {
        replays.create();
        replays.begin();
        replays.send("r", 1, 10);
        replays.tell("r", State.COMPLETED, 10);
        replays.commit();
    }

    private RunningService start(String... more) {
        List<String> settings = new ArrayList<>(List.of(
                "--verify.reconcile.progress-topic=" + replays.progressTopic(),
                "--verify.reconcile.analytics-url=" + analytics.url(),
                "--verify.reconcile.interval=100ms"));
        settings.addAll(List.of(more));
        return RunningService.start(broker.bootstrapServers(), topic, settings.toArray(String[]::new));
    }

    private static ConditionFactory awaiting() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static void awaitVerdict(RunningService service, String verdict, String reason) {
        awaiting().untilAsserted(() -> {
            JsonNode seen = service.json(REPLAY);
            assertThat(seen.path("verdict").asString("")).as(seen.toString()).isEqualTo(verdict);
            if (reason != null) {
                assertThat(seen.get("reason").asString()).contains(reason);
            }
        });
    }

    /** Spark's figures where all that there is is one replay, with so many messages of each fault. */
    private static String totals(long offset, long counted, int faults) {
        return """
                {"asOf": {"batchId": 1, "offsets": {"0": %1$d, "1": %1$d}},
                 "counted": %2$d, "malformed": %3$d, "droppedByRetention": 0,
                 "views": {"crimeTypes": %2$d, "dispositions": %2$d, "timelineHours": %2$d, "timelineDays": %2$d,
                           "crimeTypeTimeline": %2$d},
                 "replay": {"replayId": "r", "counted": %2$d, "malformed": %3$d, "injectedMalformed": %3$d,
                            "injectedDuplicates": %3$d, "injectedLate": %3$d}}""".formatted(offset, counted, faults);
    }
}
