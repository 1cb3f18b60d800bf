package dev.sfcrime.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import tools.jackson.databind.JsonNode;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

/** All aggregates as the analytics-service answers them. */
record Aggregates(Api analytics) {
    private static final String AGGREGATES = "/api/v1/aggregates";

    /** Every view equals the oracle's, cell by cell. */
    void requireEqual(Oracle oracle) {
        assertThat(analytics.get(AGGREGATES + "/crime-types").get("total").asLong())
                .isEqualTo(oracle.total());
        assertThat(counts("/crime-types", Aggregates::crimeType)).isEqualTo(oracle.crimeTypes());
        assertThat(counts("/dispositions", Aggregates::code)).isEqualTo(oracle.dispositions());
        assertThat(counts("/timeline?bucket=hour", Aggregates::start)).isEqualTo(oracle.timeline(HOURS));
        assertThat(counts("/timeline?bucket=day", Aggregates::start)).isEqualTo(oracle.timeline(DAYS));
        assertThat(counts("/timeline/crime-types?bucket=hour", Aggregates::startAndType))
                .isEqualTo(oracle.timelineByCrimeType(HOURS));
        assertThat(counts("/timeline/crime-types?bucket=day", Aggregates::startAndType))
                .isEqualTo(oracle.timelineByCrimeType(DAYS));
    }

    /** So does what is to be had of each single crime type. */
    void requireEqualByCrimeType(Oracle oracle) {
        oracle.byCrimeType().forEach((crimeType, calls) -> requireEqual(crimeType, new Oracle(calls)));
    }

    private void requireEqual(String crimeType, Oracle oracle) {
        String encoded = URLEncoder.encode(crimeType, StandardCharsets.UTF_8).replace("+", "%20");
        Map<String, Long> dispositions = new TreeMap<>();
        analytics
                .get(AGGREGATES + "/crime-types/" + encoded)
                .findValue("dispositions")
                .forEach(row -> dispositions.put(code(row), row.get("count").asLong()));
        assertThat(dispositions).as(crimeType).isEqualTo(oracle.dispositions());
        assertThat(counts("/timeline?bucket=hour&crimeType=" + encoded, Aggregates::start))
                .as(crimeType)
                .isEqualTo(oracle.timeline(HOURS));
    }

    private Map<String, Long> counts(String view, Function<JsonNode, String> key) {
        List<JsonNode> items = analytics.items(AGGREGATES + view);
        Map<String, Long> counts = new TreeMap<>();
        for (JsonNode item : items) {
            assertThat(counts.put(key.apply(item), item.get("count").asLong()))
                    .as("a row twice in " + view)
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
