package dev.sfcrime.web.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Who may call this service, from where, and how often.
 *
 * @param bodyTimeout how long a client may take to send the body of a request
 * @param corsOrigins origins whose pages may call this service from a browser, such as {@code https://console.example}
 * @param failedLoginsPerMinute how many wrong passwords a client may try in a minute
 * @param hosts names, without ports, by which this service may be called; where it serves this machine alone, besides
 *     the loopback names; elsewhere any name may be used if none is given
 * @param jwt whose tokens are accepted
 * @param maxBody largest body of a request
 * @param openHealth whether health is told without credentials; its details never are
 * @param openPrometheus whether metrics are told without credentials
 * @param requestsPerSecond how many requests a client may make in a second, with bursts of twice as many; 0 for any
 * @param users who may log in with a password, by name
 */
@Validated
@ConfigurationProperties("sfcrime.security")
record SecurityProperties(
        @DefaultValue("30s") Duration bodyTimeout,
        @DefaultValue List<String> corsOrigins,
        @Positive @DefaultValue("10") int failedLoginsPerMinute,
        @DefaultValue List<String> hosts,
        @DefaultValue Jwt jwt,
        @DefaultValue("64KB") DataSize maxBody,
        @DefaultValue("false") boolean openHealth,
        @DefaultValue("false") boolean openPrometheus,
        @PositiveOrZero @DefaultValue("500") int requestsPerSecond,
        @DefaultValue Map<String, User> users) {

    /**
     * Somebody with a password.
     *
     * @param passwordHash hash of the password, such as {@code {bcrypt}$2a$10$…}; empty for nobody
     * @param role what they may do
     */
    record User(
            @DefaultValue("") String passwordHash,
            @DefaultValue("viewer") Role role) {
        /** Without the hash: this may come into a log. */
        @Override
        public String toString() {
            return "User[role=" + role + "]";
        }
    }

    /**
     * Whose tokens are accepted; nobody's where neither an issuer nor a key is given.
     *
     * @param audience what must be among a token's {@code aud}
     * @param issuerUri who issues the tokens; asked for its keys with the first token
     * @param jwkSetUri where the keys are, if the issuer is not to be asked
     * @param publicKey file of the issuer's public RSA key in PEM form, if there is no address for it
     * @param rolesClaim the claim that holds {@code viewer} or {@code operator}; dots lead into it
     */
    record Jwt(
            @DefaultValue("sfcrime") String audience,
            @DefaultValue("") String issuerUri,
            @DefaultValue("") String jwkSetUri,
            @DefaultValue("") String publicKey,
            @DefaultValue("roles") String rolesClaim) {
        boolean isGiven() {
            return !(issuerUri.isBlank() && jwkSetUri.isBlank() && publicKey.isBlank());
        }
    }
}
