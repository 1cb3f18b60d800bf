package dev.sfcrime.web.security;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Knows users by their passwords. To compare a password with its hash takes a tenth of a second by intent, so that one
 * that was right is known again for some minutes by its fingerprint. Whoever tries too many wrong ones has to wait; who
 * is known already does not, even behind the same address.
 */
final class PasswordLogin implements AuthenticationProvider {
    private static final Logger log = LoggerFactory.getLogger(PasswordLogin.class);
    private static final int MOST_KNOWN = 1_000;
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);

    private final Map<String, SecurityProperties.User> users;
    private final ClientBuckets failures;
    private final PasswordHashes hashes = new PasswordHashes();
    private final Fingerprint fingerprint = new Fingerprint();
    private final Cache<ByteBuffer, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();
    private final String decoy;

    /**
     * A login for these users, of whom there must be one.
     *
     * @param users by name, with checked hashes
     */
    PasswordLogin(Map<String, SecurityProperties.User> users, int failuresPerMinute) {
        this.users = users;
        this.failures = new ClientBuckets(failuresPerMinute, failuresPerMinute, Duration.ofMinutes(1));
        // so that it takes as long to refuse an unknown user as a known one
        this.decoy = users.values().iterator().next().passwordHash();
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        String password = String.valueOf(attempt.getCredentials());
        SecurityProperties.User user = users.get(attempt.getName());
        String hash = user == null ? decoy : user.passwordHash();
        ByteBuffer print = fingerprint.of(password, hash);
        if (user == null || known.getIfPresent(print) == null) {
            String client = address(attempt);
            Bucket tries = failures.of(client);
            ConsumptionProbe probe = tries.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                throw new TooManyLoginsException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            boolean right = hashes.matches(password, hash);
            if (user == null || !right) {
                // not the name: a password may have been typed in its place
                log.atWarn().addKeyValue("client", client).log("Wrong credentials");
                throw new BadCredentialsException("Wrong credentials");
            }
            tries.addTokens(1);
            known.put(print, true);
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                attempt.getName(), null, List.of(user.role().authority()));
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
