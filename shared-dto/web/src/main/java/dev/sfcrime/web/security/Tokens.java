package dev.sfcrime.web.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.client.RestTemplate;

/**
 * Accepts signed tokens (JWT) as an OAuth 2 resource server: of the right issuer, for this suite, with an end, and with
 * a role. The keys are fetched with the first token and then kept, so that a service starts without its issuer.
 */
final class Tokens {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SecurityProperties.Jwt settings;

    private Tokens(SecurityProperties.Jwt settings) {
        this.settings = settings;
    }

    /**
     * What knows whoever brings a token.
     *
     * @throws RefusedStart.Failure if the settings contradict each other or the key cannot be read
     */
    static AuthenticationProvider provider(SecurityProperties.Jwt settings) {
        Tokens tokens = new Tokens(settings);
        JwtAuthenticationProvider provider = new JwtAuthenticationProvider(tokens.decoder());
        provider.setJwtAuthenticationConverter(jwt -> new JwtAuthenticationToken(jwt, tokens.roles(jwt)));
        return provider;
    }

    private JwtDecoder decoder() {
        if (settings.audience().isBlank()) {
            throw new RefusedStart.Failure(
                    "SFCRIME_JWT_AUDIENCE is empty: tokens for any other service would be accepted.",
                    "Set it to what your issuer puts into the claim aud for this suite.");
        }
        if (!settings.publicKey().isBlank()) {
            if (!settings.jwkSetUri().isBlank()) {
                throw new RefusedStart.Failure(
                        "SFCRIME_JWT_PUBLIC_KEY and SFCRIME_JWT_JWK_SET_URI are both set.", "Unset one of them.");
            }
            return validating(
                    NimbusJwtDecoder.withPublicKey(key()).validateType(false).build());
        }
        NimbusJwtDecoder.JwkSetUriJwtDecoderBuilder builder =
                settings.jwkSetUri().isBlank()
                        ? NimbusJwtDecoder.withIssuerLocation(settings.issuerUri())
                        : NimbusJwtDecoder.withJwkSetUri(settings.jwkSetUri());
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(TIMEOUT);
        requests.setReadTimeout(TIMEOUT);
        builder.restOperations(new RestTemplate(requests))
                .validateType(false)
                // only such as the issuer alone can sign
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS512,
                        SignatureAlgorithm.PS256,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384)));
        return new SupplierJwtDecoder(() -> validating(builder.build()));
    }

    private RSAPublicKey key() {
        try (InputStream pem = Files.newInputStream(Path.of(settings.publicKey().replaceFirst("^file:", "")))) {
            return Objects.requireNonNull(RsaKeyConverters.x509().convert(pem));
        } catch (IOException | RuntimeException unreadable) {
            RefusedStart.Failure failure = new RefusedStart.Failure(
                    "SFCRIME_JWT_PUBLIC_KEY names no file with an RSA key that can be read: " + unreadable,
                    "Set it to a PEM file that begins with -----BEGIN PUBLIC KEY-----.");
            failure.addSuppressed(unreadable);
            throw failure;
        }
    }

    private JwtDecoder validating(NimbusJwtDecoder decoder) {
        JwtTypeValidator type = new JwtTypeValidator(List.of("JWT", "at+jwt"));
        type.setAllowEmpty(true);
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>(List.of(
                type,
                new JwtTimestampValidator(),
                // without an end it would be good for ever
                new JwtClaimValidator<Instant>(JwtClaimNames.EXP, Objects::nonNull),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience()))));
        if (!settings.issuerUri().isBlank()) {
            validators.add(new JwtIssuerValidator(settings.issuerUri()));
        }
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
        return decoder;
    }

    private List<GrantedAuthority> roles(Jwt jwt) {
        List<String> claimed = names(claim(jwt)).toList();
        return Stream.of(Role.values())
                .filter(role -> claimed.contains(role.name().toLowerCase(Locale.ROOT)))
                .map(Role::authority)
                .toList();
    }

    private @Nullable Object claim(Jwt jwt) {
        String path = settings.rolesClaim();
        if (jwt.hasClaim(path)) {
            return jwt.getClaims().get(path);
        }
        Object found = jwt.getClaims();
        for (String step : path.split("\\.", -1)) {
            found = found instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return found;
    }

    /** A list of names, or names in one text with spaces between, as {@code scope} has them. */
    private static Stream<String> names(@Nullable Object claim) {
        if (claim instanceof Collection<?> list) {
            return list.stream().filter(String.class::isInstance).map(String.class::cast);
        }
        return claim instanceof String text ? Stream.of(text.split(" ", -1)) : Stream.empty();
    }
}
