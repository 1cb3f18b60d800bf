package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import dev.sfcrime.local.settings.ClientCredentials;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON over one connection that is kept open, as a client that polls does. */
final class HttpReader {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ClientCredentials credentials = ClientCredentials.of(System.getenv());
    private final URI base;

    HttpReader(URI base) {
        this.base = base;
    }

    /**
     * Reads a resource.
     *
     * @throws IOException if it does not answer, or with another status than 200
     */
    JsonNode get(String path) throws IOException {
        HttpRequest request = credentials
                .addTo(HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answered " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
