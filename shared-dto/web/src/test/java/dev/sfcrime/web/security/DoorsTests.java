package dev.sfcrime.web.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DoorsTests {
    private static final Exposure LOOPBACK = new Exposure(false, "127.0.0.1", false);
    private static final Exposure EVERYWHERE = new Exposure(true, "0.0.0.0", false);
    private static final SecurityProperties.Jwt NO_TOKENS = new SecurityProperties.Jwt("sfcrime", "", "", "", "roles");

    @Test
    void onLoopbackNobodyNeedsToBeKnown() {
        Doors doors = Doors.of(settings(Map.of(), NO_TOKENS), LOOPBACK);

        assertThat(doors.knowsAnybody()).isFalse();
        assertThat(doors.checksHosts()).isTrue();
    }

    @Test
    void elsewhereAServiceWithoutCredentialsDoesNotStart() {
        SecurityProperties emptyHash =
                settings(Map.of("operator", new SecurityProperties.User(" ", Role.OPERATOR)), NO_TOKENS);

        assertThatThrownBy(() -> Doors.of(emptyHash, EVERYWHERE))
                .isInstanceOf(RefusedStart.Failure.class)
                .hasMessageContaining("bound to 0.0.0.0")
                .hasMessageContaining("no credentials");
    }

    @Test
    void elsewhereAPasswordOrAnIssuerIsEnough() {
        SecurityProperties.User user = new SecurityProperties.User(Hashes.OF_OPERATOR, Role.OPERATOR);
        SecurityProperties.Jwt issuer =
                new SecurityProperties.Jwt("sfcrime", "https://issuer.example", "", "", "roles");

        assertThat(Doors.of(settings(Map.of("a", user), NO_TOKENS), EVERYWHERE).users())
                .containsOnlyKeys("a");
        assertThat(Doors.of(settings(Map.of(), issuer), EVERYWHERE).tokens()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example", "https://a.example/", "a.example", "null", "https://", "a b"})
    void whatIsNoOriginIsRejected(String origin) {
        assertThatThrownBy(() -> Doors.of(settings(Map.of(), NO_TOKENS, List.of(origin)), LOOPBACK))
                .isInstanceOf(RefusedStart.Failure.class)
                .hasMessageContaining(origin);
    }

    @Test
    void noHashStandsInWhatIsPrinted() {
        SecurityProperties settings =
                settings(Map.of("a", new SecurityProperties.User("{noop}secret", Role.VIEWER)), NO_TOKENS);

        assertThat(settings.toString()).contains("VIEWER").doesNotContain("secret}", "{noop}");
        assertThat(Doors.of(settings, LOOPBACK).toString()).doesNotContain("{noop}");
    }

    private static SecurityProperties settings(
            Map<String, SecurityProperties.User> users, SecurityProperties.Jwt tokens) {
        return settings(users, tokens, List.of());
    }

    private static SecurityProperties settings(
            Map<String, SecurityProperties.User> users, SecurityProperties.Jwt tokens, List<String> origins) {
        return new SecurityProperties(
                Duration.ofSeconds(30),
                origins,
                10,
                List.of(),
                tokens,
                DataSize.ofKilobytes(64),
                false,
                false,
                500,
                users);
    }
}
