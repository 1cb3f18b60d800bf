package dev.sfcrime.web.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.sfcrime.web.SampleService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static dev.sfcrime.web.security.Caller.ORDER;
import static dev.sfcrime.web.security.Caller.bearer;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that accepts tokens of an issuer, which is a small web server here. */
@SpringBootTest(classes = SampleService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@DirtiesContext
class TokensIT {
    private static final String ISSUER = "https://issuer.example";
    private static final RSAKey KEY = key();
    private static final RSAKey OTHER_KEY = key();
    private static final AtomicBoolean away = new AtomicBoolean();
    private static final HttpServer keys = keyServer();

    @LocalServerPort
    int port;

    private Caller caller;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("server.address", () -> "0.0.0.0");
        registry.add("SFCRIME_JWT_ISSUER_URI", () -> ISSUER);
        registry.add(
                "SFCRIME_JWT_JWK_SET_URI",
                () -> "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys");
        registry.add("SFCRIME_JWT_ROLES_CLAIM", () -> "realm_access.roles");
    }

    @AfterAll
    static void stop() {
        keys.stop(0);
    }

    @BeforeEach
    void call() {
        caller = new Caller(port);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer, GET, /items, 200",
        "viewer, POST, /orders, 403",
        "operator, GET, /items, 200",
        "operator, POST, /orders, 200",
        "auditor, GET, /items, 403",
    })
    void aTokenGivesTheRoleThatItHolds(String role, String method, String path, int status) throws Exception {
        String token = signed(claims(role).build(), KEY);

        HttpResponse<String> answer = caller.send(method, path, method.equals("POST") ? ORDER : null, bearer(token));

        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void anAccessTokenByRfc9068IsAcceptedToo() throws Exception {
        String token = signed(claims("viewer").build(), KEY, "at+jwt");

        assertThat(caller.get("/items", bearer(token)).statusCode()).isEqualTo(200);
    }

    @Test
    void whateverIsWrongWithATokenIsA401() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(3600));
        Map<String, String> tokens = Map.of(
                "expired", signed(claims("operator").expirationTime(past).build(), KEY),
                "endless", signed(claims("operator").expirationTime(null).build(), KEY),
                "of another key", signed(claims("operator").build(), OTHER_KEY),
                "of another issuer",
                        signed(claims("operator").issuer("https://evil.example").build(), KEY),
                "for another service",
                        signed(claims("operator").audience("other").build(), KEY),
                "of another kind", signed(claims("operator").build(), KEY, "logout+jwt"),
                "unsigned", new PlainJWT(claims("operator").build()).serialize(),
                "signed with the public key as secret", hmac(claims("operator").build()),
                "tampered", signed(claims("viewer").build(), KEY).replaceFirst("\\.[^.]+\\.", ".e30."),
                "none", "nonsense");

        for (Map.Entry<String, String> token : tokens.entrySet()) {
            HttpResponse<String> answer = caller.get("/items", bearer(token.getValue()));

            assertThat(answer.statusCode()).as(token.getKey()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate"))
                    .containsExactly("Bearer realm=\"sfcrime\", error=\"invalid_token\"");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).doesNotContain(token.getValue(), "expired", "Exception");
        }
    }

    @Test
    void aTokenInTheAddressIsNone() throws Exception {
        String token = signed(claims("viewer").build(), KEY);

        HttpResponse<String> answer = caller.get("/items?access_token=" + token, Map.of());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer realm=\"sfcrime\"");
    }

    @Test
    void whileTheKeysCannotBeHadATokenOfANewKeyIsA503() throws Exception {
        away.set(true);
        try {
            RSAKey unknown = new RSAKeyGenerator(2048).keyID("unknown").generate();

            HttpResponse<String> answer =
                    caller.get("/items", bearer(signed(claims("viewer").build(), unknown)));

            assertThat(answer.statusCode()).isIn(401, 503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        } finally {
            away.set(false);
        }
    }

    private static JWTClaimsSet.Builder claims(String role) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("somebody")
                .audience(List.of("sfcrime", "other"))
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .claim("realm_access", Map.of("roles", List.of(role, "something-else")));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws Exception {
        return signed(claims, key, "JWT");
    }

    private static String signed(JWTClaimsSet claims, RSAKey key, String type) throws Exception {
        return serialized(
                claims,
                new RSASSASigner(key),
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType(type))
                        .build());
    }

    private static String hmac(JWTClaimsSet claims) throws Exception {
        byte[] secret = KEY.toRSAPublicKey().getEncoded();
        return serialized(
                claims,
                new MACSigner(secret),
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(KEY.getKeyID()).build());
    }

    private static String serialized(JWTClaimsSet claims, JWSSigner signer, JWSHeader header) throws Exception {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("key").generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static HttpServer keyServer() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] set = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/keys", exchange -> {
                exchange.sendResponseHeaders(away.get() ? 500 : 200, set.length);
                exchange.getResponseBody().write(set);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
