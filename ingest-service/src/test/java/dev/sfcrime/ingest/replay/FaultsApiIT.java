package dev.sfcrime.ingest.replay;

import dev.sfcrime.ingest.LiveService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** Faults as users ask for them and see them. */
class FaultsApiIT extends LiveService {
    private static final String REPLAYS = "/api/v1/replays";

    @Test
    void faultsAreShownAsAskedFor() {
        String faults =
                "{\"malformedRatio\":0.25,\"duplicateRatio\":0.5,\"lateRatio\":0.75,\"lateBy\":\"PT3H\",\"seed\":7}";

        String id = start("{\"dataset\": \"synthetic\", \"limit\": 1, \"faults\": " + faults + "}");

        assertThat(replay(id).get("faults")).isEqualTo(JsonMapper.shared().readTree(faults));
    }

    @Test
    void aDrawnSeedIsShownAndStays() {
        String id = start("{\"dataset\": \"synthetic\", \"limit\": 1, \"faults\": {\"lateRatio\": 0.5}}");

        JsonNode faults = replay(id).get("faults");

        assertThat(faults.get("lateBy").asString()).isEqualTo("PT2H");
        assertThat(faults.get("malformedRatio").asDouble()).isZero();
        assertThat(faults.get("seed").isIntegralNumber()).isTrue();
        assertThat(replay(id).get("faults")).isEqualTo(faults);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"faults\": null", ", \"faults\": {}", ", \"faults\": {\"lateRatio\": 0}"})
    void withoutFaultsNoneAreShown(String faults) {
        String id = start("{\"dataset\": \"synthetic\", \"limit\": 1" + faults + "}");

        assertThat(replay(id).get("faults").isNull()).isTrue();
    }

    @Test
    void aRetriedRequestWithoutASeedGetsTheSameReplay() {
        String body = "{\"dataset\": \"synthetic\", \"limit\": 1, \"faults\": {\"lateRatio\": 0.5}}";
        JsonNode first = post(REPLAYS, body, "Idempotency-Key", "seedless").json();

        Answer again = post(REPLAYS, body, "Idempotency-Key", "seedless");

        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.json().get("id")).isEqualTo(first.get("id"));
        assertThat(again.json().get("faults")).isEqualTo(first.get("faults"));
    }

    @Test
    void aRetriedRequestWithASeedIsAnotherOne() {
        String body = "{\"dataset\": \"synthetic\", \"limit\": 1, \"faults\": {\"lateRatio\": 0.5%s}}";
        post(REPLAYS, body.formatted(""), "Idempotency-Key", "seeded-later");

        Answer again = post(REPLAYS, body.formatted(", \"seed\": 1"), "Idempotency-Key", "seeded-later");

        assertThat(again.status()).isEqualTo(422);
    }
}
