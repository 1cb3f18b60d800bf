package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each alert that {@link DashboardsIT} does not provoke, provoked by what it tells of, on a suite whose Spark is kept slow
 * and forgetful by its own settings. The rules are {@link HurriedRules}: they wait for seconds and look back less far,
 * but their thresholds stand. What they said lies in {@code target/alerts-report.md}.
 */
// one suite for all, which each test leaves as the next one needs it
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HurriedRules HURRIED = new HurriedRules(Duration.ofSeconds(5), 20);

    private static final int PARTITIONS = 4;

    /** Far more than a Spark of {@link #SLOW_AND_FORGETFUL} takes in. */
    private static final String FLOOD = "\"pace\":{\"recordsPerSecond\":500}";

    private static final Map<String, String> SLOW_AND_FORGETFUL = Map.of(
            // so few messages in each micro-batch, and so short a time for it, that neither will do
            "ANALYTICS_QUERY_MAXOFFSETSPERTRIGGER", "5",
            "ANALYTICS_QUERY_TRIGGERINTERVAL", "10ms",
            // some 360 of the generated calls, which run backwards
            "ANALYTICS_RETENTION", "12h",
            // one failure a second, where each start fails
            "ANALYTICS_QUERY_LONGESTBACKOFF", "1s");

    private static final Report report =
            new Report(CHECKOUT.resolve("acceptance-tests/target/alerts-report.md"), "Alerts provoked");

    private static Suite suite;
    private static Prometheus prometheus;

    @BeforeAll
    static void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder) throws IOException {
        Installed.require("prometheus");
        suite = Suite.prepare(folder, Datasets.ofGeneratedCalls(folder.resolve("datasets"), 8_000), SLOW_AND_FORGETFUL);
        suite.up();
        prometheus = Prometheus.start(folder.resolve("prometheus"), suite);
        prometheus.hurry(HURRIED);
    }

    @AfterAll
    static void stop() {
        Suite second = suite;
        Prometheus first = prometheus;
        try (second;
                first) {
            // ended in reverse order, each of them even if the other one's end fails
        }
    }

    @Test
    @Order(1)
    void anotherProducersMessageInTheNameOfAReplayIsAMismatch() throws IOException {
        String id = suite.startReplay(Datasets.GENERATED_LINES, "\"limit\":50,\"pace\":{\"recordsPerSecond\":20}");
        suite.kafka.sendInTheNameOf(id, "{}");

        awaitAlerts("A message in the name of a replay", "ReconciliationMismatched");
    }

    @Test
    @Order(2)
    void aTopicThatWasDeletedStopsTheQueryAndOneCreatedAnewFailsItAgainAndAgain() throws IOException {
        suite.kafka.deleteCalls();

        awaitAlerts("The topic deleted", "QueryNotRunning");

        suite.kafka.createCalls(PARTITIONS);

        awaitAlerts("The topic created anew", "QueryFailsRepeatedly", "QueryNotRunning");

        suite.analytics.post("/api/v1/queries/call-counts/rebuild", null);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).doesNotContain("QueryNotRunning"));
    }

    /**
     * The calls of one replay are the newest again and again, which move no watermark; those of the other run backwards,
     * until they lie behind it.
     */
    @Test
    @Order(3)
    void moreThanSparkTakesInLeavesItBehindAndOldCallsAreDropped() throws IOException {
        suite.startReplay(Datasets.GENERATED_LINES, "\"limit\":100,\"loops\":0," + FLOOD);
        suite.startReplay(Datasets.GENERATED_LINES, "\"order\":\"FILE\"," + FLOOD);

        awaitAlerts(
                "More than Spark takes in, some of it old",
                "BatchTooLong",
                "LateRecordsDropped",
                "NotKeepingUp",
                "UnprocessedTooOld",
                "WatermarkStalled");
    }

    /** Waits until all of them fire, others or not, and writes down what those that fire then say. */
    private static void awaitAlerts(String provokedBy, String... names) throws IOException {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(prometheus.firing()).contains(names));
        report.add(provokedBy, List.of("alert", "said"), prometheus.firingWithDescriptions());
    }
}
