package dev.sfcrime.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever was replayed, in whatever order, the aggregates are exactly those of a batch computation. */
@ExtendWith(SuiteExtension.class)
class AggregatesIT {
    @Test
    void everyAggregateEqualsTheBatchComputationCellByCell(Suite suite) {
        for (String dataset : suite.datasets().names()) {
            for (String order : List.of("FILE", "EVENT_TIME")) {
                JsonNode replay = suite.replay(dataset, order);

                assertThat(replay.get("state").asString()).isEqualTo("COMPLETED");
                assertThat(replay.get("rejected").asLong()).isZero();
                assertThat(replay.get("sent").asInt())
                        .as("calls of " + dataset)
                        .isEqualTo(suite.datasets().calls(dataset).size());
                assertEqualsOracle(suite);
            }
        }
    }

    @Test
    void aBadRecordIsNamedAndTheReplayGoesOn(Suite suite) {
        JsonNode replay = suite.replay(Datasets.WITH_BAD_LINES, "FILE");

        JsonNode rejected =
                suite.ingest.get("/api/v1/replays/" + replay.get("id").asString() + "/rejected");
        assertThat(replay.get("sent").asLong()).isEqualTo(3);
        assertThat(replay.get("rejected").asLong()).isEqualTo(3);
        assertThat(rejected.findValuesAsString("line")).containsExactlyInAnyOrder("2", "4", "6");
        assertEqualsOracle(suite);
    }

    @Test
    void verificationFindsEverySequenceOnce(Suite suite) {
        String id = suite.replay(Datasets.SNAKE_CASE, "EVENT_TIME").get("id").asString();

        JsonNode delivery = suite.verify.get("/api/v1/verification/replays/" + id);

        assertThat(delivery.get("received").asLong()).isEqualTo(300);
        assertThat(delivery.get("distinct").asLong()).isEqualTo(300);
        assertThat(delivery.get("duplicates").asLong()).isZero();
        assertThat(delivery.get("missing").asLong()).isZero();
        assertThat(delivery.get("firstSequence").asLong()).isEqualTo(1);
        assertThat(delivery.get("lastSequence").asLong()).isEqualTo(300);
    }

    private static void assertEqualsOracle(Suite suite) {
        Oracle oracle = suite.oracle();
        Api analytics = suite.analytics;
        String aggregates = "/api/v1/aggregates";

        assertThat(analytics.get(aggregates + "/crime-types").get("total").asLong())
                .isEqualTo(oracle.total());
        assertThat(counts(analytics, aggregates + "/crime-types", AggregatesIT::crimeType))
                .isEqualTo(oracle.crimeTypes());
        assertThat(counts(analytics, aggregates + "/dispositions", AggregatesIT::code))
                .isEqualTo(oracle.dispositions());
        assertThat(counts(analytics, aggregates + "/timeline?bucket=hour", AggregatesIT::start))
                .isEqualTo(oracle.timeline(HOURS));
        assertThat(counts(analytics, aggregates + "/timeline?bucket=day", AggregatesIT::start))
                .isEqualTo(oracle.timeline(DAYS));
        assertThat(counts(analytics, aggregates + "/timeline/crime-types?bucket=hour", AggregatesIT::startAndType))
                .isEqualTo(oracle.timelineByCrimeType(HOURS));
        assertThat(counts(analytics, aggregates + "/timeline/crime-types?bucket=day", AggregatesIT::startAndType))
                .isEqualTo(oracle.timelineByCrimeType(DAYS));
        oracle.dispositionsByCrimeType().forEach((crimeType, dispositions) -> {
            String encoded =
                    URLEncoder.encode(crimeType, StandardCharsets.UTF_8).replace("+", "%20");
            JsonNode item = analytics.get(aggregates + "/crime-types/" + encoded);
            Map<String, Long> counts = new TreeMap<>();
            item.findValue("dispositions")
                    .forEach(row -> counts.put(code(row), row.get("count").asLong()));
            assertThat(counts).as(crimeType).isEqualTo(dispositions);
            assertThat(counts(
                            analytics, aggregates + "/timeline?bucket=hour&crimeType=" + encoded, AggregatesIT::start))
                    .as(crimeType)
                    .isEqualTo(oracle.timeline(HOURS, crimeType));
        });
    }

    private static Map<String, Long> counts(Api analytics, String path, Function<JsonNode, String> key) {
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode item : analytics.items(path)) {
            assertThat(counts.put(key.apply(item), item.get("count").asLong()))
                    .as("a row twice in " + path)
                    .isNull();
        }
        return counts;
    }

    private static String crimeType(JsonNode item) {
        return item.get("crimeType").asString();
    }

    private static String code(JsonNode item) {
        return item.get("code").asString();
    }

    private static String start(JsonNode item) {
        return item.get("start").asString();
    }

    private static String startAndType(JsonNode item) {
        return start(item) + "|" + crimeType(item);
    }
}
