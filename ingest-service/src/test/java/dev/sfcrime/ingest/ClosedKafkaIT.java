package dev.sfcrime.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sfcrime.local.secure.ClosedBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The service before a Kafka that demands TLS and a login. */
@ExtendWith(OutputCaptureExtension.class)
class ClosedKafkaIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
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
        Files.createDirectories(folder.resolve("datasets"));
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void withItsCredentialsAReplayIsSentWhole() throws Exception {
        try (Service service = service(broker.access())) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.readiness()).doesNotContain("DOWN", "OUT_OF_SERVICE"));
            String id = JsonMapper.shared()
                    .readTree(service.post(
                            "/api/v1/replays",
                            "{\"dataset\":\"synthetic\",\"limit\":2000,\"pace\":{\"unlimited\":true}}"))
                    .get("id")
                    .asString();

            await().atMost(LONG).untilAsserted(() -> {
                JsonNode replay = JsonMapper.shared().readTree(service.get("/api/v1/replays/" + id));
                assertThat(replay.get("state").asString()).isEqualTo("COMPLETED");
            });

            SharedBroker.assertDense(SharedBroker.messagesOf(broker.openServers(), id), 2000);
        }
    }

    @Test
    void withAWrongPasswordItSaysSoAndNeverShowsIt(CapturedOutput output) throws Exception {
        try (Service service = service(broker.accessWith("KAFKA_PASSWORD", "hush-hush"))) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.readiness())
                            .contains("\"status\":\"DOWN\"", "refuses the login; check KAFKA_USER, KAFKA_PASSWORD"));

            assertThat(service.post("/api/v1/replays", "{\"dataset\":\"synthetic\",\"limit\":1}"))
                    .contains("\"status\":503")
                    .doesNotContain("hush-hush");
            for (String endpoint : ACTUATOR) {
                assertThat(service.get("/actuator/" + endpoint)).as(endpoint).doesNotContain("hush-hush");
            }
        }
        assertThat(output.getAll()).doesNotContain("hush-hush");
    }

    @Test
    void anUntrustedCertificateIsNamed() throws Exception {
        try (Service service = service(broker.accessTrustingAStranger())) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.readiness())
                            .contains("\"status\":\"DOWN\"", "that is not trusted; set KAFKA_SSL_TRUSTSTORE_LOCATION"));
        }
    }

    @Test
    void withoutCredentialsItSaysWhatToSet() throws Exception {
        try (Service service = service(broker.accessWithoutCredentials())) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.readiness())
                            .contains("\"status\":\"DOWN\"", "does not answer", "or set KAFKA_SECURITY_PROTOCOL"));
        }
    }

    @Test
    void contradictorySettingsKeepItFromStarting(CapturedOutput output) {
        assertThatThrownBy(() -> service(broker.accessWith("KAFKA_PASSWORD", "")))
                .hasMessageContaining("KAFKA_PASSWORD is not set");
        assertThat(output.getAll()).contains("Set KAFKA_USER and KAFKA_PASSWORD, or KAFKA_SASL_JAAS_CONFIG.");
    }

    private static Service service(Map<String, String> access) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--ingest.datasets.folder=" + folder.resolve("datasets"),
                "--management.endpoints.web.exposure.include=*",
                "--management.endpoint.env.show-values=never"));
        Stream.of(ClosedBroker.arguments(access)).forEach(arguments::add);
        return new Service(new SpringApplicationBuilder(IngestApplication.class).run(arguments.toArray(String[]::new)));
    }

    private record Service(ConfigurableApplicationContext context) implements AutoCloseable {
        String readiness() throws Exception {
            return get("/actuator/health/readiness");
        }

        String get(String path) throws Exception {
            return send(HttpRequest.newBuilder(uri(path)));
        }

        String post(String path, String body) throws Exception {
            return send(HttpRequest.newBuilder(uri(path))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body)));
        }

        private URI uri(String path) {
            return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
        }

        private static String send(HttpRequest.Builder request) throws Exception {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
