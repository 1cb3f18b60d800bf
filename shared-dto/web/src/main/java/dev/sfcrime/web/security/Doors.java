package dev.sfcrime.web.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;

/**
 * How far the service's doors are open, as its settings and its address have it.
 *
 * @param exposure whether others can reach it
 * @param users who may log in with a password, by name, with checked hashes
 * @param tokens whether tokens are accepted
 * @param hosts names by which it may be called besides the loopback ones
 * @param origins whose pages may call it
 */
record Doors(
        Exposure exposure,
        Map<String, SecurityProperties.User> users,
        boolean tokens,
        Set<String> hosts,
        Set<String> origins) {
    private static final Logger log = LoggerFactory.getLogger(Doors.class);

    /**
     * Reads the settings.
     *
     * @throws RefusedStart.Failure if others could reach the service and it knows nobody, or a setting is unusable
     */
    static Doors of(SecurityProperties settings, Exposure exposure) {
        Map<String, SecurityProperties.User> users = new TreeMap<>();
        settings.users().forEach((name, user) -> {
            if (!user.passwordHash().isBlank()) {
                String hash = PasswordHashes.checked(name, user.passwordHash().strip(), exposure.toOthers());
                users.put(name, new SecurityProperties.User(hash, user.role()));
            }
        });
        Doors doors = new Doors(
                exposure,
                users,
                settings.jwt().isGiven(),
                filled(settings.hosts())
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                filled(settings.corsOrigins()).map(Doors::origin).collect(Collectors.toSet()));
        doors.requireCredentials();
        return doors;
    }

    private static Stream<String> filled(List<String> values) {
        return values.stream().map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String origin(String text) {
        URI uri = text.contains("*") ? null : parsed(text);
        if (uri == null
                || uri.getScheme() == null
                || uri.getHost() == null
                || !text.equals(uri.getScheme() + "://" + uri.getRawAuthority())) {
            throw new RefusedStart.Failure(
                    "SFCRIME_CORS_ORIGINS holds '%s', which is no origin.".formatted(text),
                    "Name each origin by itself, as browsers do: https://console.example or http://localhost:3000.");
        }
        return text;
    }

    private static @Nullable URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException reported) {
            return null;
        }
    }

    private void requireCredentials() {
        if (!exposure.toOthers()) {
            return;
        }
        if (!knowsAnybody()) {
            throw new RefusedStart.Failure(
                    "This service is bound to %s, where others can reach it, and has no credentials: anybody could start and stop replays."
                            .formatted(exposure.address()),
                    String.join(
                            System.lineSeparator(),
                            "Set one of these, in every service:",
                            "  SFCRIME_OPERATOR_PASSWORD_HASH='{bcrypt}$2a$10$…'   for user operator; ./sfcrime password makes it",
                            "  SFCRIME_JWT_ISSUER_URI=https://issuer.example       for tokens",
                            "  BIND_ADDRESS=127.0.0.1                              to serve this machine alone",
                            "See docs/security.md."));
        }
        if (!exposure.encrypted()) {
            log.atWarn()
                    .addKeyValue("address", exposure.address())
                    .log("Others can reach this service, and what they send is not encrypted here; have TLS end in "
                            + "front of it, or set server.ssl.bundle");
        }
    }

    /** Whether there is anybody to be let in; if not, all are, and are on this machine. */
    boolean knowsAnybody() {
        return tokens || !users.isEmpty();
    }

    /** Whether the name by which the service is called matters. */
    boolean checksHosts() {
        // elsewhere a browser sends no password to a name for which none was typed
        return !knowsAnybody() || !hosts.isEmpty();
    }

    /** What tells who somebody is. */
    AuthenticationManager authentication(SecurityProperties settings) {
        List<AuthenticationProvider> providers = new ArrayList<>();
        if (!users.isEmpty()) {
            providers.add(new PasswordLogin(users, settings.failedLoginsPerMinute()));
        }
        if (tokens) {
            providers.add(Tokens.provider(settings.jwt()));
        }
        ProviderManager manager = new ProviderManager(providers);
        manager.setEraseCredentialsAfterAuthentication(true);
        return manager;
    }
}
