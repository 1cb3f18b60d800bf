package dev.sfcrime.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The whole service on a free port, with the shared broker, asked over HTTP. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class LiveService {
    protected static final Duration LONG = Duration.ofSeconds(60);
    private static final Path DATASETS = temporaryFolder();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    /** Replays are answered for once those of before are known. */
    @BeforeEach
    void awaitReadiness() {
        await().atMost(LONG).until(() -> get("/actuator/health/readiness").status() == 200);
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("KAFKA_BOOTSTRAP_SERVERS", SharedBroker::bootstrapServers);
        properties.add("ingest.datasets.folder", () -> DATASETS);
    }

    /** Puts a file into the dataset folder. */
    protected static void dataset(String name, String... lines) {
        try {
            Files.write(DATASETS.resolve(name), List.of(lines));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    protected final Answer get(String path) {
        return send("GET", path, null);
    }

    protected final Answer post(String path, @Nullable String body, String... headers) {
        return send("POST", path, body, headers);
    }

    protected final Answer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    /** Starts a replay and returns its id. */
    protected final String start(String body) {
        Answer answer = post("/api/v1/replays", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asString();
    }

    protected final JsonNode replay(String id) {
        return get("/api/v1/replays/" + id).json();
    }

    /** Waits until a replay is in a state, and returns it. */
    protected final JsonNode awaitState(String id, String state) {
        return await().atMost(LONG)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> replay(id),
                        replay -> replay.get("state").asString().equals(state));
    }

    /** A request that is answered line by line, for as long as the server likes. */
    protected final Stream<String> lines(String path) {
        try {
            HttpResponse<Stream<String>> response = CLIENT.send(request("GET", path, null), BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            return response.body();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Answer send(String method, String path, @Nullable String body, String... headers) {
        try {
            HttpResponse<String> response = CLIENT.send(request(method, path, body, headers), BodyHandlers.ofString());
            return new Answer(response);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private HttpRequest request(String method, String path, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(LONG)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .setHeader("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request.build();
    }

    private static Path temporaryFolder() {
        try {
            Path folder = Files.createTempDirectory("ingest-datasets");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "delete-datasets"));
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** An HTTP answer. */
    protected record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }
}
