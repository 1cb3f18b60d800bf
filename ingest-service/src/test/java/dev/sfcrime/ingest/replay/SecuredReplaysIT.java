package dev.sfcrime.ingest.replay;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

import dev.sfcrime.ingest.LiveService;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** The service on every address, where replays are for operators alone. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "server.address=0.0.0.0",
            "SFCRIME_OPEN_HEALTH=true",
            // operator-secret and viewer-secret
            "SFCRIME_OPERATOR_PASSWORD_HASH={bcrypt}$2b$10$abcdefghijklmnopqrstuuKAl0uqx3c3nr98T3UDaIQQdr2c5xahm",
            "SFCRIME_VIEWER_PASSWORD_HASH={bcrypt}$2b$10$abcdefghijklmnopqrstuup.OgqXIYD8PpLV2qmBJ/3sJM82G07Fq",
        })
class SecuredReplaysIT extends LiveService {
    private static final String REPLAYS = "/api/v1/replays";
    private static final String ENDLESS =
            "{\"dataset\": \"synthetic\", \"limit\": 100, \"loops\": 0, \"pace\": {\"recordsPerSecond\": 50}}";

    @LocalServerPort
    private int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void onlyAnOperatorStartsAndStopsReplaysAndAViewerFollowsThem() throws Exception {
        String before = read(REPLAYS, BodyHandlers.ofString()).body();
        assertThat(post(REPLAYS, ENDLESS).status()).isEqualTo(401);
        assertThat(post(REPLAYS, ENDLESS, "Authorization", basic("viewer")).status())
                .isEqualTo(403);
        assertThat(read(REPLAYS, BodyHandlers.ofString()).body()).isEqualTo(before);

        Answer started = post(REPLAYS, ENDLESS, "Authorization", basic("operator"));
        assertThat(started.status()).isEqualTo(201);
        String replay = REPLAYS + "/" + started.json().get("id").asString();

        assertThat(post(replay + "/cancel", null, "Authorization", basic("viewer"))
                        .status())
                .isEqualTo(403);
        assertThat(get(replay + "/events").status()).isEqualTo(401);
        try (Stream<String> events =
                read(replay + "/events", BodyHandlers.ofLines()).body()) {
            assertThat(events.filter(line -> line.startsWith("data:")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains("RUNNING"));
        }
        assertThat(post(replay + "/cancel", null, "Authorization", basic("operator"))
                        .status())
                .isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(read(replay, BodyHandlers.ofString()).body())
                        .get("state")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    private <T> HttpResponse<T> read(String path, HttpResponse.BodyHandler<T> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", basic("viewer"))
                .build();
        return client.send(request, body);
    }

    private static String basic(String user) {
        byte[] both = (user + ":" + user + "-secret").getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both);
    }
}
