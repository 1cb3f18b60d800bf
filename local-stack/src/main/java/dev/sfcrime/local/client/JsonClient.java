package dev.sfcrime.local.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.local.settings.ClientCredentials;
import dev.sfcrime.local.stack.StackException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and posts JSON, as {@code SFCRIME_USER} where the services ask for credentials. */
public final class JsonClient {
    /** Longer than any service works at one request. */
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final ClientCredentials credentials = ClientCredentials.of(System.getenv());
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads a resource.
     *
     * @return empty where there is none (404)
     * @throws IOException if the service cannot be reached, or fails
     */
    public <T> Optional<T> find(URI resource, Class<T> type) throws IOException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(resource).GET());
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(read(resource, response, type));
    }

    /**
     * Reads a resource that must be there.
     *
     * @throws IOException if the service cannot be reached, or fails
     */
    public <T> T get(URI resource, Class<T> type) throws IOException {
        return find(resource, type).orElseThrow(() -> new IOException("There is no " + resource));
    }

    /**
     * Posts to a resource.
     *
     * @throws StackException with the service's own words if it refuses
     * @throws IOException if the service cannot be reached, or fails
     */
    public <T> T post(URI resource, Map<String, ?> body, Class<T> type) throws IOException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(resource)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body))));
        if (response.statusCode() / 100 == 4) {
            throw new StackException(problem(response));
        }
        return read(resource, response, type);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(credentials.addTo(request.timeout(TIMEOUT)).build(), BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private <T> T read(URI resource, HttpResponse<String> response, Class<T> type) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new IOException(resource + " answered " + response.statusCode() + ": " + problem(response));
        }
        try {
            return json.readValue(response.body(), type);
        } catch (JacksonException unexpected) {
            throw new IOException(resource + " answered what this launcher cannot read", unexpected);
        }
    }

    /** The detail of an RFC 9457 problem, and its errors; or the body as it is. */
    private String problem(HttpResponse<String> response) {
        try {
            JsonNode problem = json.readTree(response.body());
            StringBuilder text = new StringBuilder(problem.path("detail").asString(response.body()));
            for (JsonNode error : problem.path("errors")) {
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(error.path("field").asString(""))
                        .append(": ")
                        .append(error.path("message").asString(""));
            }
            return text.toString();
        } catch (JacksonException noProblem) {
            return response.body();
        }
    }
}
