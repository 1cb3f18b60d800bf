package dev.sfcrime.verify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.secure.ClosedBroker;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The service before a Kafka that demands TLS and a login. */
@ExtendWith(OutputCaptureExtension.class)
class ClosedKafkaIT {
    private static final byte[] CALL =
            "{\"crime_id\":\"1\",\"call_date_time\":\"2018-12-31T23:57:00.000\"}".getBytes(StandardCharsets.UTF_8);
    private static final List<String> ACTUATOR = List.of(
            "env",
            "configprops",
            "beans",
            "conditions",
            "health",
            "info",
            "loggers",
            "mappings",
            "metrics",
            "threaddump");

    @TempDir
    private static Path folder;

    private static ClosedBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = ClosedBroker.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void withItsCredentialsMessagesAreReadAndDeadLettersRouted() {
        try (CallsTopic topic = new CallsTopic(broker.openServers(), "calls").create(2);
                RunningService service = service(topic.name(), broker.access())) {
            topic.writeReplay("r", 2, CALL, 1, 2, 3);
            topic.write(0, "{broken".getBytes(StandardCharsets.UTF_8));

            soon().untilAsserted(() -> {
                assertThat(service.answer("/actuator/health/readiness").body()).contains("\"status\":\"UP\"");
                assertThat(service.json("/api/v1/verification").get("consumed").asInt())
                        .isEqualTo(4);
                assertThat(service.json("/api/v1/dead-letters").get("items").size())
                        .isEqualTo(1);
            });
        }
    }

    @Test
    void withAWrongPasswordItSaysSoAndNeverShowsIt(CapturedOutput output) {
        try (RunningService service = service("calls", broker.accessWith("KAFKA_PASSWORD", "hush-hush"))) {
            awaitDown(service, "refuses the login; check KAFKA_USER, KAFKA_PASSWORD");

            assertThat(service.answer("/api/v1/messages/0/0").body())
                    .contains("\"status\":503")
                    .doesNotContain("hush-hush");
            for (String endpoint : ACTUATOR) {
                assertThat(service.answer("/actuator/" + endpoint).body())
                        .as(endpoint)
                        .doesNotContain("hush-hush");
            }
        }
        assertThat(output.getAll()).doesNotContain("hush-hush");
    }

    @Test
    void anUntrustedCertificateIsNamed() {
        try (RunningService service = service("calls", broker.accessTrustingAStranger())) {
            awaitDown(service, "that is not trusted; set KAFKA_SSL_TRUSTSTORE_LOCATION");
        }
    }

    @Test
    void withoutCredentialsItSaysWhatToSet() {
        try (RunningService service = service("calls", broker.accessWithoutCredentials())) {
            awaitDown(service, "or set KAFKA_SECURITY_PROTOCOL");
        }
    }

    private static RunningService service(String topic, Map<String, String> access) {
        String[] arguments = ClosedBroker.arguments(access);
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--management.endpoints.web.exposure.include=*";
        return RunningService.start(broker.bootstrapServers(), topic, all);
    }

    private static void awaitDown(RunningService service, String reason) {
        soon().untilAsserted(() -> assertThat(
                        service.answer("/actuator/health/readiness").body())
                .contains("\"status\":\"DOWN\"", reason));
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
