package dev.sfcrime.acceptance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A suite that runs, wherever that is, together with a ledger of all that was replayed into it. */
abstract class RunningSuite implements AutoCloseable {
    private static final Duration REPLAY_TIME = Duration.ofSeconds(60);

    final Api ingest;
    final Api verify;
    final Api analytics;
    final Kafka kafka;
    private final Datasets datasets;
    private final List<Call> ledger = new ArrayList<>();

    RunningSuite(Api ingest, Api verify, Api analytics, Kafka kafka, Datasets datasets) {
        this.ingest = ingest;
        this.verify = verify;
        this.analytics = analytics;
        this.kafka = kafka;
        this.datasets = datasets;
    }

    Datasets datasets() {
        return datasets;
    }

    /** Every record that has been replayed so far, from all replays. */
    Oracle oracle() {
        return new Oracle(ledger);
    }

    /** Enters what was replayed by other means in the ledger. */
    void enter(List<Call> replayed) {
        ledger.addAll(replayed);
    }

    /** Replays a whole dataset at full speed, waits until every service has seen all of it, and enters it in the ledger. */
    JsonNode replay(String dataset, String order) {
        return awaitCounted(
                startReplay(dataset, "\"order\":\"%s\",\"pace\":{\"unlimited\":true}".formatted(order)), dataset);
    }

    /** Waits until a replay has ended and all it sent is counted everywhere, and enters that in the ledger. */
    JsonNode awaitCounted(String id, String dataset) {
        await().atMost(REPLAY_TIME)
                .untilAsserted(
                        () -> assertThat(replay(id).get("state").asString()).isIn("COMPLETED", "CANCELLED"));
        JsonNode replay = replay(id);
        long sent = replay.get("sent").asLong();
        assertThat(replay.get("acknowledged").asLong()).isEqualTo(sent);
        await().atMost(REPLAY_TIME).untilAsserted(() -> {
            assertThat(counted(id)).as("counted by Spark of replay " + id).isEqualTo(sent);
            assertThat(received(id)).as("received by verify of replay " + id).isEqualTo(sent);
        });
        ledger.addAll(datasets.calls(dataset).subList(0, Math.toIntExact(sent)));
        return replay;
    }

    JsonNode replay(String id) {
        return ingest.get("/api/v1/replays/" + id);
    }

    private long counted(String id) {
        return analytics.items("/api/v1/aggregates/replays").stream()
                .filter(item -> item.get("replayId").asString("").equals(id))
                .mapToLong(item -> item.get("counted").asLong())
                .findFirst()
                .orElse(0);
    }

    private long received(String id) {
        return verify.send("GET", "/api/v1/verification/replays/" + id, null).statusCode() == 404
                ? 0
                : verify.get("/api/v1/verification/replays/" + id)
                        .get("received")
                        .asLong();
    }

    /** Starts a replay of this dataset, with whatever else the request shall say. */
    String startReplay(String dataset, String more) {
        return ingest.post("/api/v1/replays", "{\"dataset\":\"%s\",%s}".formatted(dataset, more))
                .get("id")
                .asString();
    }

    /** Starts so many equal replays at once, each as soon as it can be. */
    void startReplays(int count, String dataset, String more) {
        CompletableFuture.allOf(IntStream.range(0, count)
                        .mapToObj(each -> CompletableFuture.runAsync(
                                () -> startReplay(dataset, more), command -> new Thread(command).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    /** Waits until a replay has come to its end by itself. */
    void awaitCompleted(String id, Duration atMost) {
        await().atMost(atMost)
                .untilAsserted(() ->
                        assertThat(replay(id).get("state").asString()).as(id).isEqualTo("COMPLETED"));
    }

    /** What verify says of a replay once all have seen all of it; PENDING if they have not after a long time. */
    String awaitVerdict(String id) {
        try {
            await().atMost(REPLAY_TIME).until(() -> !verdict(id).startsWith("PENDING"));
        } catch (ConditionTimeoutException pending) {
            // the verdict itself says so
        }
        return verdict(id);
    }

    private String verdict(String id) {
        HttpResponse<String> answer = verify.send("GET", "/api/v1/reconciliation/" + id, null);
        String verdict = answer.statusCode() == 200
                ? JsonMapper.shared().readTree(answer.body()).get("verdict").asString()
                : "PENDING";
        return verdict.equals("MATCHED") ? verdict : verdict + ": " + answer.body();
    }

    /** Waits until there are so many dead letters. */
    void awaitDeadLetters(int count) {
        await().atMost(REPLAY_TIME)
                .untilAsserted(() -> assertThat(kafka.deadLetterSources()).hasSizeGreaterThanOrEqualTo(count));
    }

    /** Waits until Spark has counted all that Kafka holds. */
    void awaitCaughtUp() {
        await().atMost(REPLAY_TIME)
                .untilAsserted(() -> assertThat(analytics
                                .get("/api/v1/aggregates/crime-types?limit=1")
                                .at("/freshness/lagRecords")
                                .asLong(-1))
                        .isZero());
    }

    /** Ends it. */
    @Override
    public abstract void close();
}
