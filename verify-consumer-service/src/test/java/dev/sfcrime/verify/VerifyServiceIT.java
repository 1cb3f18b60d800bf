package dev.sfcrime.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class VerifyServiceIT {
    private static final byte[] CALL = ContractFiles.lines("valid.jsonl").get(0).getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path folder;

    private static BrokerSettings settings;
    private static Broker broker;

    private CallsTopic topic;

    @BeforeAll
    static void startBroker() throws IOException {
        settings = BrokerSettings.onFreePorts(folder);
        broker = Broker.start(settings);
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @BeforeEach
    void nameTopic(TestInfo test) {
        topic = new CallsTopic(
                broker.bootstrapServers(), test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void closeTopic() {
        topic.close();
    }

    @Test
    void everyKindOfMalformedMessageIsCountedAndShown() {
        topic.create(2);
        List<String> valid = new ArrayList<>(ContractFiles.lines("valid.jsonl"));
        valid.addAll(ContractFiles.lines("valid-variants.jsonl"));
        valid.forEach(line -> topic.write(0, line.getBytes(StandardCharsets.UTF_8)));
        List<String> malformed = ContractFiles.lines("malformed.tsv");
        malformed.forEach(
                line -> topic.write(1, line.substring(line.indexOf('\t') + 1).getBytes(StandardCharsets.UTF_8)));
        byte[] noise = new byte[900 * 1024];
        new Random(1).nextBytes(noise);
        topic.write(1, noise);
        topic.write(1, new byte[0]);
        topic.write(1, null);

        try (RunningService service = start()) {
            awaitConsumed(service, valid.size() + malformed.size() + 3);

            JsonNode verification = service.json("/api/v1/verification");
            assertThat(verification.get("valid").asInt()).isEqualTo(valid.size());
            assertThat(verification.get("malformed").asInt()).isEqualTo(malformed.size() + 3);
            JsonNode items = service.json("/api/v1/messages?partition=1").get("items");
            assertThat(items.get(0).get("raw").isNull()).isTrue();
            assertThat(items.get(0).get("error").asString()).isEqualTo("the message is empty");
            assertThat(items.get(2).get("raw").asString()).isEqualTo(new String(noise, StandardCharsets.UTF_8));
            for (int i = 0; i < malformed.size(); i++) {
                assertThat(items.get(i + 3).get("error").asString())
                        .isEqualTo(malformed.get(malformed.size() - 1 - i).split("\t", 2)[0]);
            }
        }
    }

    @Test
    void aRestartReadsTheSameFiguresAgain() {
        topic.create(4);
        topic.writeReplay("whole", 4, CALL, LongStream.rangeClosed(1, 5000).toArray());
        topic.writeReplay("broken", 4, CALL, 1, 2, 2, 9, 5, 4);
        JsonNode before;
        try (RunningService service = start()) {
            awaitConsumed(service, 5006);
            before = service.json("/api/v1/verification");
        }

        try (RunningService service = start()) {
            awaitConsumed(service, 5006);

            JsonNode after = service.json("/api/v1/verification");
            assertThat(after.get("partitions")).isEqualTo(before.get("partitions"));
            assertThat(service.json("/api/v1/verification/replays/whole").toString())
                    .startsWith("""
                            {"replayId":"whole","received":5000,"distinct":5000,"duplicates":0,"missing":0,\
                            "outOfOrder":0,"firstSequence":1,"lastSequence":5000,""");
            assertThat(service.json("/api/v1/verification/replays/broken").toString())
                    .startsWith("""
                            {"replayId":"broken","received":6,"distinct":5,"duplicates":1,"missing":4,\
                            "outOfOrder":1,"firstSequence":1,"lastSequence":9,""");
        }
    }

    @Test
    void singleMessagesComeFromKafkaHoweverOld() {
        topic.create(1);
        topic.write(0, CALL);
        topic.writeInTransaction("aborted", CALL, false);
        topic.writeInTransaction("committed", CALL, true);
        topic.write(0, CALL);
        topic.deleteBefore(0, 1);

        try (RunningService service = start()) {
            // 0 deleted; 1 aborted, 2 its marker; 3 committed, 4 its marker; 5 the last
            for (String absent : List.of("0/0", "0/1", "0/2", "0/4", "0/6", "0/999", "7/0")) {
                assertThat(service.answer("/api/v1/messages/" + absent).statusCode())
                        .as(absent)
                        .isEqualTo(404);
            }
            assertThat(service.json("/api/v1/messages/0/3")
                            .at("/headers/replay-id")
                            .asString())
                    .isEqualTo("committed");
            assertThat(service.json("/api/v1/messages/0/5").get("valid").asBoolean())
                    .isTrue();
            awaitConsumed(service, 2);
            assertThat(service.json("/api/v1/verification").at("/partitions/0").toString())
                    .isEqualTo("""
                            {"partition":0,"firstOffset":1,"nextOffset":6,"endOffset":6,"lag":0,"consumed":2}""");
        }
    }

    @Test
    void theLiveTailSendsWhatIsWanted() throws Exception {
        topic.create(1);
        topic.writeReplay("before", 1, CALL, 1);

        try (RunningService service = start()) {
            awaitConsumed(service, 1);
            try (EventReader events = service.events("/api/v1/messages/stream?replayId=wanted")) {
                topic.writeReplay("other", 1, CALL, 1);
                topic.writeReplay("wanted", 1, CALL, 1, 2);

                assertThat(events.nextData()).contains("\"replay-id\":\"wanted\",\"replay-sequence\":\"1\"");
                assertThat(events.nextData()).contains("\"replay-id\":\"wanted\",\"replay-sequence\":\"2\"");
            }
        }
    }

    @Test
    void aTopicThatComesLateIsWaitedFor() {
        try (RunningService service = start()) {
            awaitReadiness(service, "DOWN", "the topic " + topic.name() + " does not exist");

            topic.create(1);
            topic.write(0, CALL);

            awaitConsumed(service, 1);
            awaitReadiness(service, "UP", topic.name());
        }
    }

    @Test
    void aTopicThatIsCreatedAnewStartsTheFiguresOver() {
        topic.create(2);
        topic.writeReplay("first", 2, CALL, 1, 2, 3);

        try (RunningService service = start()) {
            awaitConsumed(service, 3);
            topic.delete();
            awaitConsumed(service, 0);
            topic.create(2);
            topic.writeReplay("second", 2, CALL, 1, 2);

            awaitConsumed(service, 2);
            assertThat(service.answer("/api/v1/verification/replays/first").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void partitionsThatAreAddedAreRead() {
        topic.create(1);
        topic.write(0, CALL);

        try (RunningService service = start()) {
            awaitConsumed(service, 1);
            topic.grow(3);
            topic.write(2, CALL);

            awaitConsumed(service, 2);
            assertThat(service.json("/api/v1/verification").get("partitions").size())
                    .isEqualTo(3);
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsReadOn() throws IOException {
        topic.create(1);
        topic.writeReplay("r", 1, CALL, 1, 2);

        try (RunningService service = start()) {
            awaitConsumed(service, 2);
            awaitReadiness(service, "UP", topic.name());
            broker.close();
            try {
                awaitReadiness(service, "DOWN", "Kafka at " + broker.bootstrapServers() + " does not answer");
                assertThat(service.answer("/api/v1/messages/0/0").statusCode()).isEqualTo(503);
                assertThat(service.answer("/actuator/health/liveness").statusCode())
                        .isEqualTo(200);
            } finally {
                broker = Broker.start(settings);
            }
            topic.writeReplay("r", 1, CALL, 3);

            awaitConsumed(service, 3);
            awaitReadiness(service, "UP", topic.name());
            assertThat(service.json("/api/v1/verification/replays/r")
                            .get("missing")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void documentsItself() {
        topic.create(1);
        topic.write(0, CALL);

        try (RunningService service = start()) {
            awaitConsumed(service, 1);

            assertThat(service.json("/v3/api-docs").get("paths").propertyNames())
                    .containsExactlyInAnyOrder(
                            "/api/v1/messages",
                            "/api/v1/messages/{partition}/{offset}",
                            "/api/v1/messages/stream",
                            "/api/v1/messages/export",
                            "/api/v1/dead-letters",
                            "/api/v1/dead-letters/{offset}",
                            "/api/v1/dead-letters/export",
                            "/api/v1/verification",
                            "/api/v1/verification/replays/{replayId}",
                            "/api/v1/reconciliation",
                            "/api/v1/reconciliation/{replayId}");
            assertThat(service.answer("/nowhere").headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
        }
    }

    private RunningService start() {
        return RunningService.start(broker.bootstrapServers(), topic.name());
    }

    private static void awaitConsumed(RunningService service, int count) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode verification = service.json("/api/v1/verification");
            assertThat(verification.get("consumed").asInt()).isEqualTo(count);
            verification
                    .get("partitions")
                    .forEach(partition ->
                            assertThat(partition.get("lag").asInt()).as("lag").isZero());
        });
    }

    private static void awaitReadiness(RunningService service, String status, String reason) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                service.answer("/actuator/health/readiness").body())
                        .contains("\"status\":\"" + status + "\"")
                        .contains(reason));
    }
}
