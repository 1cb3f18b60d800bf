package dev.sfcrime.local.settings;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ClientCredentialsTests {
    private static final URI SERVICE = URI.create("http://127.0.0.1:8081");

    @Test
    void withoutAPasswordNothingIsSent() {
        HttpRequest request = ClientCredentials.of(Map.of("SFCRIME_USER", "viewer"))
                .addTo(HttpRequest.newBuilder(SERVICE))
                .build();

        assertThat(request.headers().map()).isEmpty();
    }

    @Test
    void theUserIsTheOperatorUnlessNamed() {
        ClientCredentials operator = ClientCredentials.of(Map.of("SFCRIME_PASSWORD", "a-secret"));

        assertThat(operator.user()).isEqualTo("operator");
        assertThat(operator.addTo(HttpRequest.newBuilder(SERVICE))
                        .build()
                        .headers()
                        .firstValue("Authorization"))
                .hasValue("Basic b3BlcmF0b3I6YS1zZWNyZXQ=");
        assertThat(operator.toString()).doesNotContain("a-secret");
    }
}
