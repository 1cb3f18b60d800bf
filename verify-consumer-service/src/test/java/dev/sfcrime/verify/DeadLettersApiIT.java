package dev.sfcrime.verify;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import dev.sfcrime.calls.CallJson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the service tells of dead letters. */
class DeadLettersApiIT {
    private static final byte[] BROKEN = DeadLettersStage.BROKEN;
    private static final byte[] NUMBER_FOR_ID =
            bytes("{\"crime_id\":183650001,\"call_date_time\":\"2018-12-31T23:57:00.000\"}");

    @RegisterExtension
    static final DeadLettersStage stage = new DeadLettersStage();

    private CallsTopic topic;

    @BeforeEach
    void nameTopic() {
        topic = stage.topic();
    }

    @Test
    void listsTheNewestWithTheBeginningOfTheirText() {
        topic.create(1);
        topic.write(0, bytes("é".repeat(3000)));
        topic.write(0, null);
        topic.writeKeyed("r-1", bytes("k"), NUMBER_FOR_ID, 7);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 3);
            JsonNode page = service.json("/api/v1/dead-letters");

            assertThat(page.get("total").asInt()).isEqualTo(3);
            assertThat(page.get("scanned").asInt()).isEqualTo(3);
            JsonNode newest = page.get("items").get(0);
            assertThat(newest.get("reason").asString()).isEqualTo("crime_id is no string");
            assertThat(newest.at("/source/topic").asString()).isEqualTo(topic.name());
            assertThat(newest.at("/source/partition").asInt()).isZero();
            assertThat(newest.at("/source/offset").asInt()).isEqualTo(2);
            assertThat(newest.at("/source/timestamp").asString()).endsWith("Z");
            assertThat(newest.get("key").asString()).isEqualTo("k");
            assertThat(newest.get("headers").toString()).isEqualTo("{\"replay-id\":\"r-1\",\"replay-sequence\":\"7\"}");
            assertThat(newest.get("raw").asString()).isEqualTo(new String(NUMBER_FOR_ID, StandardCharsets.UTF_8));
            assertThat(newest.get("length").asInt()).isEqualTo(NUMBER_FOR_ID.length);
            assertThat(newest.get("truncated").asBoolean()).isFalse();
            JsonNode empty = page.get("items").get(1);
            assertThat(empty.get("raw").isNull()).isTrue();
            assertThat(empty.get("length").asInt()).isZero();
            JsonNode long3000 = page.get("items").get(2);
            assertThat(long3000.get("raw").asString()).isEqualTo("é".repeat(2048));
            assertThat(long3000.get("length").asInt()).isEqualTo(6000);
            assertThat(long3000.get("truncated").asBoolean()).isTrue();
            assertThat(service.json("/api/v1/dead-letters/"
                                    + long3000.get("offset").asInt())
                            .get("raw")
                            .asString())
                    .isEqualTo("é".repeat(3000));
        }
    }

    @Test
    void filtersLookBackOverABoundedNumber() {
        topic.create(1);
        topic.writeKeyed("old", bytes("k"), NUMBER_FOR_ID, 1);
        topic.writeAll(0, Collections.nCopies(12_000, BROKEN));
        topic.writeKeyed("new", bytes("k"), NUMBER_FOR_ID, 1);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 12_002);

            JsonNode byReplay = service.json("/api/v1/dead-letters?replayId=new");
            assertThat(byReplay.get("items").size()).isEqualTo(1);
            assertThat(byReplay.get("scanned").asInt()).isEqualTo(10_000);
            assertThat(service.json("/api/v1/dead-letters?replayId=old")
                            .get("items")
                            .size())
                    .isZero();
            JsonNode byReason = service.json("/api/v1/dead-letters?reason=crime_id%20is%20no%20string&limit=1");
            assertThat(byReason.get("items").size()).isEqualTo(1);
            assertThat(byReason.get("scanned").asInt()).isEqualTo(1);
            JsonNode most = service.json("/api/v1/dead-letters?limit=1000");
            assertThat(most.get("items").size()).isEqualTo(1000);
            assertThat(service.answer("/api/v1/dead-letters/export?replayId=old")
                            .body()
                            .lines())
                    .hasSize(1);
        }
    }

    @Test
    void whatIsWrongIsTold() {
        topic.create(1);
        topic.write(0, BROKEN);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 1);

            assertThat(service.answer("/api/v1/dead-letters?limit=1001").statusCode())
                    .isEqualTo(400);
            assertThat(service.answer("/api/v1/dead-letters/-1").statusCode()).isEqualTo(400);
            // 1 is the transaction's marker
            for (String absent : List.of("1", "2", "99")) {
                assertThat(service.json("/api/v1/dead-letters/" + absent)
                                .get("title")
                                .asString())
                        .isEqualTo("No such dead letter");
            }
        }
    }

    @Test
    void theExportCanBeCorrectedIntoCalls() throws Exception {
        topic.create(1);
        topic.write(0, NUMBER_FOR_ID);
        topic.write(0, null);

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 2);
            HttpResponse<String> export = service.answer("/api/v1/dead-letters/export");

            assertThat(export.headers().firstValue("Content-Disposition"))
                    .hasValueSatisfying(value -> assertThat(value).contains("dead-letters.ndjson"));
            List<JsonNode> lines =
                    export.body().lines().map(JsonMapper.shared()::readTree).toList();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0).propertyNames()).containsExactly("reason", "source", "raw", "truncated");
            assertThat(lines.get(1).get("raw").isNull()).isTrue();
            ObjectNode record = (ObjectNode)
                    JsonMapper.shared().readTree(lines.get(0).get("raw").asString());
            record.put("crime_id", record.get("crime_id").asString());
            assertThat(CallJson.read(bytes(record.toString())).crimeId()).isEqualTo("183650001");
        }
    }

    @Test
    void largeLettersAreExportedOneAfterTheOther() {
        topic.create(1);
        byte[] large = new byte[5 << 20];
        Arrays.fill(large, (byte) 'x');
        topic.writeAll(0, Collections.nCopies(8, large));

        try (RunningService service = stage.start()) {
            stage.awaitRouted(service, 8);

            assertThat(service.json("/api/v1/dead-letters").get("items").size()).isEqualTo(8);
            assertThat(service.answer("/api/v1/dead-letters/export").body().lines())
                    .hasSize(8)
                    .allSatisfy(line -> assertThat(line.length()).isGreaterThan(large.length));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
