package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import dev.sfcrime.calls.CallJson;
import dev.sfcrime.ingest.LiveService;
import dev.sfcrime.ingest.SharedBroker;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replays as users see them, from the request to the topic. */
class ReplayApiIT extends LiveService {
    private static final String ENDLESS =
            "{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 2000}, \"loops\": 0}";

    @Test
    void everyRecordIsInTheTopicOnceUnderItsKeyWithDenseSequences() throws Exception {
        Answer started = post(
                "/api/v1/replays",
                "{\"dataset\": \"synthetic\", \"pace\": {\"unlimited\": true}, \"limit\": 5000, \"loops\": 2}");
        assertThat(started.status()).isEqualTo(201);
        String id = started.json().get("id").asString();
        assertThat(started.header("Location")).isEqualTo("/api/v1/replays/" + id);

        JsonNode replay = awaitState(id, "COMPLETED");

        for (String count : List.of("read", "sent", "acknowledged", "totalRecords")) {
            assertThat(replay.get(count).asLong()).as(count).isEqualTo(10_000);
        }
        assertThat(replay.get("percentComplete").asDouble()).isEqualTo(100);
        assertThat(replay.get("rejected").asLong()).isZero();
        assertThat(replay.get("failure").isNull()).isTrue();
        assertThat(replay.get("lastEventTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d");
        List<ConsumerRecord<String, byte[]>> messages = SharedBroker.messagesOf(id);
        assertThat(messages.stream().map(SharedBroker::sequence).sorted())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 10_000).boxed().toList());
        assertThat(messages.stream()
                        .mapToLong(message -> message.value().length)
                        .sum())
                .isEqualTo(replay.get("bytes").asLong());
        for (ConsumerRecord<String, byte[]> message : messages) {
            assertThat(CallJson.read(message.value()).crimeId()).isEqualTo(message.key());
        }
    }

    @Test
    void unreadableRecordsAreNamedAndTheOthersSent() {
        dataset(
                "few.ndjson",
                "{\"crime_id\": \"1\", \"call_date_time\": \"2018-12-31T23:57:00.000\"}",
                "",
                "{\"crime_id\": ",
                "{\"crime_id\": \"2\", \"call_date_time\": \"2018-12-31T23:56:00.000\"}");

        String id = start("{\"dataset\": \"few.ndjson\", \"order\": \"EVENT_TIME\"}");
        JsonNode replay = awaitState(id, "COMPLETED");

        assertThat(replay.get("read").asLong()).isEqualTo(3);
        assertThat(replay.get("sent").asLong()).isEqualTo(2);
        assertThat(replay.get("rejected").asLong()).isEqualTo(1);
        assertThat(replay.get("lastEventTime").asString()).isEqualTo("2018-12-31T23:57:00");
        JsonNode rejected = get("/api/v1/replays/" + id + "/rejected").json();
        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.get(0).get("line").asLong()).isEqualTo(3);
        assertThat(rejected.get(0).get("reason").asString()).isNotBlank();
    }

    @Test
    void aReplayIsHeldAndGoesOnAndIsStopped() {
        String id = start(ENDLESS);
        await().until(() -> replay(id).get("sent").asLong() > 100);

        JsonNode paused = post("/api/v1/replays/" + id + "/pause", null).json();
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(paused.get("actions").toString()).isEqualTo("[\"resume\",\"cancel\",\"pace\"]");
        long held = await().until(
                        () -> replay(id),
                        replay -> replay.get("sent").asLong()
                                == replay.get("acknowledged").asLong())
                .get("sent")
                .asLong();
        await().during(Duration.ofMillis(300))
                .until(() -> replay(id).get("sent").asLong() == held);

        assertThat(post("/api/v1/replays/" + id + "/resume", null).status()).isEqualTo(200);
        await().until(() -> replay(id).get("sent").asLong() > held + 100);

        JsonNode cancelled = post("/api/v1/replays/" + id + "/cancel", null).json();
        assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.get("actions").isEmpty()).isTrue();
        JsonNode settled = await().until(
                        () -> replay(id),
                        replay -> replay.get("sent").asLong()
                                == replay.get("acknowledged").asLong());
        assertThat(SharedBroker.messagesOf(id)).hasSize(settled.get("sent").asInt());
        assertThat(Instant.parse(settled.get("finishedAt").asString()))
                .isAfter(Instant.parse(settled.get("startedAt").asString()));
    }

    @Test
    void anotherPaceTakesEffectAtOnce() {
        String id = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 0.01}}");
        await().until(() -> replay(id).get("sent").asLong() == 1);

        JsonNode changed = patch("/api/v1/replays/" + id, "{\"pace\": {\"recordsPerSecond\": 500}}")
                .json();

        assertThat(changed.get("pace").toString()).isEqualTo("{\"recordsPerSecond\":500.0}");
        await().atMost(Duration.ofSeconds(1)).until(() -> replay(id).get("sent").asLong() > 10);
        await().untilAsserted(() -> assertThat(
                        replay(id).get("recordsPerSecond").get("current").asDouble())
                .isBetween(450.0, 550.0));
        post("/api/v1/replays/" + id + "/cancel", null);
    }

    @Test
    void aReplayIsFollowedToItsEnd() {
        String id = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 100}, \"limit\": 150}");

        List<String> lines;
        try (Stream<String> stream = lines("/api/v1/replays/" + id + "/events")) {
            lines = stream.toList();
        }

        List<JsonNode> events = lines.stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> JsonMapper.shared().readTree(line.substring("data:".length())))
                .toList();
        assertThat(events).hasSizeGreaterThanOrEqualTo(3);
        assertThat(events.get(0).get("state").asString()).isEqualTo("RUNNING");
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.get("state").asString()).isEqualTo("COMPLETED");
        assertThat(last.get("acknowledged").asLong()).isEqualTo(150);
        assertThat(events.stream().filter(event -> event.get("state").asString().equals("COMPLETED")))
                .hasSize(1);
        assertThat(lines).contains("event:replay", "id:1");
    }

    @Test
    void whoFollowsAnEndedReplayIsToldItsEnd() {
        String id = start("{\"dataset\": \"synthetic\", \"pace\": {\"unlimited\": true}, \"limit\": 1}");
        awaitState(id, "COMPLETED");

        try (Stream<String> stream = lines("/api/v1/replays/" + id + "/events")) {
            assertThat(stream.filter(line -> line.startsWith("data:"))).hasSize(1);
        }
    }

    @Test
    void aRetriedRequestGetsTheSameReplay() {
        String body = "{\"dataset\": \"synthetic\", \"limit\": 1}";
        Answer first = post("/api/v1/replays", body, "Idempotency-Key", "retried");

        Answer again = post(
                "/api/v1/replays",
                "{\"limit\": 1, \"dataset\": \"synthetic\", \"skip\": 0}",
                "Idempotency-Key",
                "retried");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("id")).isEqualTo(first.json().get("id"));
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void replaysAreListedNewestFirst() {
        String first = start("{\"dataset\": \"synthetic\", \"limit\": 1}");
        String second = start("{\"dataset\": \"synthetic\", \"limit\": 1}");
        awaitState(first, "COMPLETED");
        awaitState(second, "COMPLETED");

        JsonNode two = get("/api/v1/replays?state=COMPLETED&limit=2").json();

        assertThat(two.get(0).get("id").asString()).isEqualTo(second);
        assertThat(two.get(1).get("id").asString()).isEqualTo(first);
        assertThat(get("/api/v1/replays?state=FAILED").json().isEmpty()).isTrue();
    }

    @Test
    void theServiceIsReadyAndShowsItsMetersAndItsApi() {
        assertThat(get("/actuator/health/readiness").text()).contains("\"UP\"").contains("clusterId");
        assertThat(get("/actuator/health/liveness").text()).doesNotContain("clusterId");
        assertThat(get("/actuator/prometheus").text())
                .contains("ingest_records_total{application=\"ingest-service\",outcome=\"acknowledged\"")
                .contains("ingest_replays{application=\"ingest-service\",state=\"RUNNING\"")
                .contains("ingest_transaction_commit_seconds_count");
        JsonNode paths = get("/v3/api-docs").json().get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        "/api/v1/datasets",
                        "/api/v1/replays",
                        "/api/v1/replays/{id}",
                        "/api/v1/replays/{id}/pause",
                        "/api/v1/replays/{id}/resume",
                        "/api/v1/replays/{id}/cancel",
                        "/api/v1/replays/{id}/events",
                        "/api/v1/replays/{id}/rejected");
    }
}
