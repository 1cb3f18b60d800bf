package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.sfcrime.local.secure.ClosedBroker;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service before a Kafka that demands TLS and a login: Spark's source, and what asks Kafka beside it. */
class ClosedKafkaIT {
    private static final String TOPIC = "calls";

    @TempDir
    private static Path folder;

    private static ClosedBroker broker;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws Exception {
        broker = ClosedBroker.start(folder);
        Calls calls = new Calls(broker.openServers(), TOPIC);
        calls.createTopic();
        calls.replay("r", 500);
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void withItsCredentialsItCountsAndMeasuresItsLag() {
        try (RunningService service = service(broker.access())) {
            soon().untilAsserted(() -> {
                assertThat(service.counted()).isEqualTo(Calls.valid(500));
                assertThat(service.metrics().get("analytics_lag_records{application=\"analytics-service\"}"))
                        .isZero();
            });
        }
    }

    @Test
    void withAWrongPasswordItWaitsAndSaysWhy() {
        try (RunningService service = service(broker.accessWith("KAFKA_PASSWORD", "hush-hush"))) {
            awaitDown(service, "refuses the login; check KAFKA_USER, KAFKA_PASSWORD");
        }
    }

    @Test
    void anUntrustedCertificateIsNamed() {
        try (RunningService service = service(broker.accessTrustingAStranger())) {
            awaitDown(service, "that is not trusted; set KAFKA_SSL_TRUSTSTORE_LOCATION");
        }
    }

    @Test
    void withoutCredentialsItSaysWhatToSet() {
        try (RunningService service = service(broker.accessWithoutCredentials())) {
            awaitDown(service, "or set KAFKA_SECURITY_PROTOCOL");
        }
    }

    private RunningService service(Map<String, String> access) {
        return RunningService.start(home, broker.bootstrapServers(), TOPIC, ClosedBroker.arguments(access));
    }

    private static void awaitDown(RunningService service, String reason) {
        soon().untilAsserted(() -> {
            RunningService.Answer readiness = service.get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.body().toString()).contains(reason).doesNotContain("hush-hush");
        });
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).ignoreExceptions();
    }
}
