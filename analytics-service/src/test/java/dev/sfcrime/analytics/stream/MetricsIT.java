package dev.sfcrime.analytics.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbc.JdbcSQLSyntaxErrorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** The service as Prometheus, Kafka's tools and its log show it. */
class MetricsIT {
    private static final String APPLICATION = "application=\"analytics-service\"";
    private static final List<String> PHASES =
            List.of("latestOffset", "getBatch", "queryPlanning", "walCommit", "addBatch", "commitOffsets");
    private static final List<String> BUCKETS = List.of(
            "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1.0", "2.0", "5.0", "10.0", "20.0",
            "30.0", "60.0", "+Inf");

    @TempDir
    static Path brokerFolder;

    private static Broker broker;

    @TempDir
    Path home;

    private String topic;
    private Calls calls;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
    }

    @AfterAll
    static void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void newTopic() {
        topic = "calls-" + UUID.randomUUID();
        calls = new Calls(broker.bootstrapServers(), topic);
    }

    @Test
    void everySeriesIsThereBeforeAnythingHappens() throws Exception {
        try (RunningService service = start("--analytics.query.trigger-interval=1500ms")) {
            Map<String, Double> metrics = service.metrics();

            assertThat(metrics.keySet())
                    .filteredOn(series -> series.startsWith("analytics_"))
                    .hasSize(15 + 3 * PHASES.size() + 3 * (BUCKETS.size() + 3));
            assertThat(metrics)
                    .containsEntry(named("analytics_query_running"), 0.0)
                    .containsEntry(named("analytics_query_failures_total"), 0.0)
                    .containsEntry(named("analytics_batch_id"), Double.NaN)
                    .containsEntry(named("analytics_messages_total", "validity", "valid"), 0.0)
                    .containsEntry(named("analytics_messages_total", "validity", "malformed"), 0.0)
                    .containsEntry(named("analytics_late_dropped_total"), 0.0)
                    .containsEntry(named("analytics_input_rows_per_second"), 0.0)
                    .containsEntry(named("analytics_processed_rows_per_second"), 0.0)
                    .containsEntry(named("analytics_trigger_interval_seconds"), 1.5)
                    .containsEntry(named("analytics_state_rows"), 0.0)
                    .containsEntry(named("analytics_state_bytes"), 0.0)
                    .containsEntry(named("analytics_watermark_seconds"), Double.NaN)
                    .containsEntry(named("analytics_store_cells"), 0.0)
                    .containsKey(named("analytics_lag_records"))
                    .containsKey(named("analytics_oldest_unprocessed_age_seconds"));
            for (String phase : PHASES) {
                assertThat(metrics)
                        .containsEntry(named("analytics_batch_phase_seconds_count", "phase", phase), 0.0)
                        .containsEntry(named("analytics_batch_phase_seconds_sum", "phase", phase), 0.0)
                        .containsEntry(named("analytics_batch_phase_seconds_max", "phase", phase), 0.0);
            }
            for (String histogram :
                    List.of("analytics_batch_duration", "analytics_store_commit", "analytics_visible_latency")) {
                assertThat(metrics)
                        .containsEntry(named(histogram + "_seconds_count"), 0.0)
                        .containsEntry(named(histogram + "_seconds_sum"), 0.0)
                        .containsEntry(named(histogram + "_seconds_max"), 0.0);
                for (String bound : BUCKETS) {
                    assertThat(metrics).containsEntry(named(histogram + "_seconds_bucket", "le", bound), 0.0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCountedIsMeasured(StateKeeper state) throws Exception {
        calls.createTopic();
        try (RunningService service = start("--analytics.query.state=" + state)) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("RUNNING"));

            calls.replay("r1", 1_000);
            calls.replay("r2", 200);

            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_200)));
            soon().untilAsserted(() -> {
                Map<String, Double> metrics = service.metrics();
                assertThat(metrics)
                        .containsEntry(named("analytics_query_running"), 1.0)
                        .containsEntry(named("analytics_query_failures_total"), 0.0)
                        .containsEntry(named("analytics_messages_total", "validity", "valid"), 1_080.0)
                        .containsEntry(named("analytics_messages_total", "validity", "malformed"), 120.0)
                        .containsEntry(named("analytics_late_dropped_total"), 0.0)
                        .containsEntry(named("analytics_trigger_interval_seconds"), 0.0)
                        .containsEntry(named("analytics_lag_records"), 0.0)
                        .containsEntry(named("analytics_oldest_unprocessed_age_seconds"), 0.0);
                double cells = metrics.get(named("analytics_store_cells"));
                assertThat(cells).isPositive();
                // Spark's state has the two replays too
                boolean isSparks = state == StateKeeper.SPARK;
                assertThat(metrics.get(named("analytics_state_rows"))).isEqualTo(isSparks ? cells + 2 : cells);
                assertThat(metrics.get(named("analytics_state_bytes")) > 0).isEqualTo(isSparks);
                assertThat(metrics.get(named("analytics_input_rows_per_second")))
                        .isPositive();
                assertThat(metrics.get(named("analytics_processed_rows_per_second")))
                        .isPositive();
                double batches = metrics.get(named("analytics_batch_duration_seconds_count"));
                assertThat(batches).isPositive();
                // a batch may have been of transactions' markers alone
                double commits = metrics.get(named("analytics_store_commit_seconds_count"));
                assertThat(commits).isGreaterThanOrEqualTo(batches);
                assertThat(metrics.get(named("analytics_batch_id"))).isEqualTo(commits - 1);
                double phases = 0;
                for (String phase : PHASES) {
                    assertThat(metrics.get(named("analytics_batch_phase_seconds_count", "phase", phase)))
                            .as(phase)
                            .isEqualTo(batches);
                    phases += metrics.get(named("analytics_batch_phase_seconds_sum", "phase", phase));
                }
                double batchSeconds = metrics.get(named("analytics_batch_duration_seconds_sum"));
                assertThat(phases).isCloseTo(batchSeconds, within(0.1 * batchSeconds));
            });
        }
    }

    @Test
    void theTimeUntilMessagesAreVisibleIsSampled() throws Exception {
        calls.createTopic();
        try (RunningService service = start()) {
            soon().untilAsserted(() -> assertThat(service.state()).isEqualTo("RUNNING"));
            for (int replay = 1; replay <= 3; replay++) {
                double before = service.metrics().get(named("analytics_visible_latency_seconds_count"));

                calls.replay("r" + replay, 100);

                soon().untilAsserted(() -> assertThat(
                                service.metrics().get(named("analytics_visible_latency_seconds_count")))
                        .isBetween(before + 1, before + 3 * 5));
            }

            Map<String, Double> metrics = service.metrics();
            double mean = metrics.get(named("analytics_visible_latency_seconds_sum"))
                    / metrics.get(named("analytics_visible_latency_seconds_count"));
            assertThat(mean).isBetween(0.01, 30.0);
        }
    }

    @Test
    void theConsumerGroupStandsWhereTheAggregatesStand() throws Exception {
        calls.createTopic();
        calls.replay("r1", 500);
        try (RunningService service = start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));

            soon().untilAsserted(() -> {
                Map<Integer, Long> group = new HashMap<>();
                admin.listConsumerGroupOffsets("analytics")
                        .partitionsToOffsetAndMetadata()
                        .get()
                        .forEach((partition, committed) -> {
                            if (partition.topic().equals(topic)) {
                                group.put(partition.partition(), committed.offset());
                            }
                        });
                assertThat(group)
                        .hasSize(3)
                        .isEqualTo(
                                service.bean(AggregateStore.class).lastBatch().offsets());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCameTooLateIsCountedAsDropped(StateKeeper state) throws Exception {
        calls.createTopic();
        try (RunningService service = start("--analytics.retention=24h", "--analytics.query.state=" + state)) {
            calls.call("r1", "2018-12-31T10:30:00.000");
            soon().untilAsserted(() -> assertThat(service.metrics().get(named("analytics_watermark_seconds")))
                    .isEqualTo((double) LocalDateTime.of(2018, 12, 30, 10, 0).toEpochSecond(ZoneOffset.UTC)));

            calls.call("r1", "2018-12-30T08:30:00.000");

            soon().untilAsserted(() -> assertThat(service.metrics())
                    .containsEntry(named("analytics_late_dropped_total"), 1.0)
                    .containsEntry(named("analytics_messages_total", "validity", "valid"), 2.0));
        }
    }

    @Test
    void eachFailureIsCountedAndLoggedOnceWithItsCause() throws Exception {
        calls.createTopic();
        calls.replay("r1", 100);
        try (RunningService service = start();
                LoggedErrors errors = new LoggedErrors()) {
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(100)));
            JdbcTemplate database = service.bean(JdbcTemplate.class);
            database.execute("ALTER TABLE replay RENAME TO replay_away");

            calls.replay("r2", 100);

            soon().untilAsserted(() -> assertThat(service.metrics().get(named("analytics_query_failures_total")))
                    .isPositive());
            database.execute("ALTER TABLE replay_away RENAME TO replay");
            soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(200)));
            assertThat(service.metrics())
                    .containsEntry(named("analytics_query_running"), 1.0)
                    .containsEntry(named("analytics_messages_total", "validity", "valid"), 180.0);
            int failures = service.metrics()
                    .get(named("analytics_query_failures_total"))
                    .intValue();
            assertThat(errors.all()).hasSize(failures).allSatisfy(error -> {
                assertThat(error.getMessage().getFormattedMessage()).isEqualTo("The streaming query failed");
                assertThat(error.getThrown()).hasRootCauseInstanceOf(JdbcSQLSyntaxErrorException.class);
            });
        }
    }

    private RunningService start(String... more) {
        return RunningService.start(home, broker.bootstrapServers(), topic, more);
    }

    private static String named(String name) {
        return name + "{" + APPLICATION + "}";
    }

    private static String named(String name, String label, String value) {
        return name + "{" + APPLICATION + "," + label + "=\"" + value + "\"}";
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(200));
    }
}
