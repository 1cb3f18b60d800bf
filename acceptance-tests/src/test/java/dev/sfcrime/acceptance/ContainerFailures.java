package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Whichever container dies in mid-stream, once it is back everything is counted exactly. */
@ExtendWith(SuiteExtension.class)
abstract class ContainerFailures {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int FEW = 300;

    private final List<String> victims;

    /** For these services, one after the other. */
    ContainerFailures(String... victims) {
        this.victims = List.of(victims);
    }

    @Test
    void everyAggregateIsExactAfterContainersWereKilledInMidStream(ComposedSuite suite) {
        String id = suite.startReplay(Datasets.SNAKE_CASE, """
                "loops": 200, "pace": {"recordsPerSecond": 100}""");
        for (String victim : victims) {
            long before = acknowledged(suite, id);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(acknowledged(suite, id)).isGreaterThan(before + FEW));

            suite.kill(victim);
            suite.restart(victim);
            suite.awaitHealthy();
        }
        assertThat(suite.replay(id).get("state").asString()).isEqualTo("RUNNING");
        suite.ingest.send("PATCH", "/api/v1/replays/" + id, "{\"pace\":{\"unlimited\":true}}");

        suite.awaitCompleted(id, PATIENCE);
        assertThat(suite.awaitVerdict(id)).isEqualTo("MATCHED");
        suite.enter(new Findings(suite).replay(id).calls());
        new Aggregates(suite.analytics).requireEqual(suite.oracle());
    }

    private static long acknowledged(RunningSuite suite, String id) {
        return suite.replay(id).get("acknowledged").asLong();
    }
}
