package dev.sfcrime.acceptance;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever was replayed, in whatever order, the aggregates are exactly those of a batch computation. */
@ExtendWith(SuiteExtension.class)
class AggregatesIT {
    @Test
    void everyAggregateEqualsTheBatchComputationCellByCell(RunningSuite suite) {
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
    void aBadRecordIsNamedAndTheReplayGoesOn(RunningSuite suite) {
        JsonNode replay = suite.replay(Datasets.WITH_BAD_LINES, "FILE");

        JsonNode rejected =
                suite.ingest.get("/api/v1/replays/" + replay.get("id").asString() + "/rejected");
        assertThat(replay.get("sent").asLong()).isEqualTo(3);
        assertThat(replay.get("rejected").asLong()).isEqualTo(3);
        assertThat(rejected.findValuesAsString("line")).containsExactlyInAnyOrder("2", "4", "6");
        assertEqualsOracle(suite);
    }

    @Test
    void verificationFindsEverySequenceOnce(RunningSuite suite) {
        String id = suite.replay(Datasets.SNAKE_CASE, "EVENT_TIME").get("id").asString();

        JsonNode delivery = suite.verify.get("/api/v1/verification/replays/" + id);

        assertThat(delivery.get("received").asLong()).isEqualTo(300);
        assertThat(delivery.get("distinct").asLong()).isEqualTo(300);
        assertThat(delivery.get("duplicates").asLong()).isZero();
        assertThat(delivery.get("missing").asLong()).isZero();
        assertThat(delivery.get("firstSequence").asLong()).isEqualTo(1);
        assertThat(delivery.get("lastSequence").asLong()).isEqualTo(300);
    }

    private static void assertEqualsOracle(RunningSuite suite) {
        Aggregates aggregates = new Aggregates(suite.analytics);
        aggregates.requireEqual(suite.oracle());
        aggregates.requireEqualByCrimeType(suite.oracle());
    }
}
