package dev.sfcrime.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as Prometheus sees it. */
class MetricsIT {
    private static final byte[] CALL = ContractFiles.lines("valid.jsonl").get(0).getBytes(StandardCharsets.UTF_8);
    private static final byte[] NO_CALL = "no call".getBytes(StandardCharsets.UTF_8);
    private static final String APPLICATION = "application=\"verify-consumer-service\"";
    private static final List<String> BUCKETS = List.of(
            "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1.0", "2.0", "5.0", "10.0", "20.0",
            "30.0", "60.0");

    @TempDir
    static Path folder;

    private static Broker broker;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(folder));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @Test
    void everySeriesOfTheCatalogueIsThereFromTheStart() {
        try (RunningService service = RunningService.start(broker.bootstrapServers(), "absent")) {
            Set<String> series = series(service);

            assertThat(series)
                    .contains(
                            "verify_messages_total{" + APPLICATION + ",validity=\"valid\"}",
                            "verify_messages_total{" + APPLICATION + ",validity=\"malformed\"}",
                            "verify_duplicates_total{" + APPLICATION + "}",
                            "verify_missing{" + APPLICATION + "}",
                            "verify_dead_letters_total{" + APPLICATION + "}",
                            "verify_lag_records{" + APPLICATION + "}",
                            "verify_reconciliations{" + APPLICATION + ",verdict=\"MATCHED\"}",
                            "verify_reconciliations{" + APPLICATION + ",verdict=\"PENDING\"}",
                            "verify_reconciliations{" + APPLICATION + ",verdict=\"MISMATCHED\"}",
                            "verify_latency_seconds_count{" + APPLICATION + "}",
                            "verify_latency_seconds_sum{" + APPLICATION + "}",
                            "verify_latency_seconds_max{" + APPLICATION + "}",
                            "verify_latency_seconds_bucket{" + APPLICATION + ",le=\"+Inf\"}");
            for (String bound : BUCKETS) {
                assertThat(series).contains("verify_latency_seconds_bucket{" + APPLICATION + ",le=\"" + bound + "\"}");
            }
            assertThat(series).noneMatch(one -> one.contains("quantile="));
        }
    }

    @Test
    void aThousandReplaysLeaveTheirFiguresAndNoSeries() {
        try (CallsTopic topic = new CallsTopic(broker.bootstrapServers(), "replays").create(2);
                RunningService service = RunningService.start(broker.bootstrapServers(), topic.name())) {
            topic.writeReplay("first", 2, CALL, 1, 2, 2, 5);
            topic.write(0, NO_CALL);
            awaitConsumed(service, 5);
            awaitSeries(service, "verify_dead_letters_total{" + APPLICATION + "} 1.0");
            awaitSeries(service, "kafka_producer_request_latency_avg{");
            Set<String> before = series(service);

            LongStream.range(0, 1000).forEach(replay -> topic.writeReplay("replay-" + replay, 2, CALL, 2, 2));

            awaitConsumed(service, 2005);
            assertThat(service.answer("/api/v1/dead-letters/export").statusCode())
                    .isEqualTo(200);
            Set<String> added = series(service);
            added.removeAll(before);
            assertThat(added)
                    .filteredOn(one -> !one.startsWith("jvm_gc_"))
                    .allMatch(one -> one.contains("uri=\"/api/v1/dead-letters/export\""));
            assertThat(service.answer("/actuator/prometheus").body())
                    .contains("verify_messages_total{" + APPLICATION + ",validity=\"valid\"} 2004.0")
                    .contains("verify_duplicates_total{" + APPLICATION + "} 1001.0")
                    .contains("verify_missing{" + APPLICATION + "} 1002.0");
        }
    }

    @Test
    void ofKafkaClientsNoMoreIsShownThanIsOfUse() {
        try (CallsTopic topic = new CallsTopic(broker.bootstrapServers(), "clients").create(2);
                RunningService service = RunningService.start(broker.bootstrapServers(), topic.name())) {
            topic.write(0, CALL);
            awaitConsumed(service, 1);
            awaitSeries(service, "kafka_producer_request_latency_avg{");

            assertThat(series(service).stream()
                            .filter(one -> one.startsWith("kafka_"))
                            .map(one -> one.substring(0, one.indexOf('{')))
                            .collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder(
                            "kafka_consumer_fetch_manager_fetch_latency_avg",
                            "kafka_consumer_fetch_manager_records_lag_max",
                            "kafka_producer_buffer_available_bytes",
                            "kafka_producer_record_error_total",
                            "kafka_producer_record_retry_total",
                            "kafka_producer_request_latency_avg");
        }
    }

    private static Set<String> series(RunningService service) {
        return service.answer("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void awaitSeries(RunningService service, String part) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(service.answer("/actuator/prometheus").body())
                                .contains(part));
    }

    private static void awaitConsumed(RunningService service, int count) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(service.json("/api/v1/verification")
                                .get("consumed")
                                .asInt())
                        .isEqualTo(count));
    }
}
