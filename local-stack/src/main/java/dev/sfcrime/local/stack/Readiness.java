package dev.sfcrime.local.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import dev.sfcrime.local.settings.ClientCredentials;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a process serves its users.
 *
 * @param ready whether it does
 * @param failure why it will not without help, in its own words; null while it is ready, or may become so
 */
record Readiness(boolean ready, @Nullable String failure) {
    static final Readiness NOT_YET = new Readiness(false, null);

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private static final ClientCredentials CREDENTIALS = ClientCredentials.of(System.getenv());
    private static final String UNKNOWN_HERE =
            "it asks for credentials; set SFCRIME_USER and SFCRIME_PASSWORD to those of one of its users";

    static Readiness of(boolean ready) {
        return new Readiness(ready, null);
    }

    /** Asks a service for its health. */
    static Readiness ofService(int port) {
        HttpRequest readiness = CREDENTIALS
                .addTo(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            HttpResponse<String> answer = HTTP.send(readiness, HttpResponse.BodyHandlers.ofString());
            return switch (answer.statusCode()) {
                case 200 -> of(true);
                case 401, 403 -> new Readiness(false, UNKNOWN_HERE);
                default -> new Readiness(false, failure(answer.body()));
            };
        } catch (IOException notYet) {
            return NOT_YET;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return NOT_YET;
        }
    }

    /** The reason of the component that says it has failed, rather than that it waits or starts. */
    private static @Nullable String failure(String health) {
        try {
            for (JsonNode component : JsonMapper.shared().readTree(health).path("components")) {
                JsonNode details = component.path("details");
                if (details.path("state").asString("").equals("FAILED")) {
                    return details.path("reason").asString("it gives no reason");
                }
            }
            return null;
        } catch (JacksonException unreadable) {
            return null;
        }
    }
}
