package dev.sfcrime.local.settings;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Whom the services know whoever calls them as.
 *
 * @param user their name
 * @param password empty where the services ask for none
 */
public record ClientCredentials(String user, String password) {
    /** What {@code SFCRIME_USER} and {@code SFCRIME_PASSWORD} say. */
    public static ClientCredentials of(Map<String, String> environment) {
        String user = environment.getOrDefault("SFCRIME_USER", "");
        return new ClientCredentials(
                user.isBlank() ? "operator" : user, environment.getOrDefault("SFCRIME_PASSWORD", ""));
    }

    /** Has a request bring them, if there are any. */
    public HttpRequest.Builder addTo(HttpRequest.Builder request) {
        if (password.isEmpty()) {
            return request;
        }
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return request.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }

    /** Without the password: this may come into a log. */
    @Override
    public String toString() {
        return "ClientCredentials[user=" + user + "]";
    }
}
