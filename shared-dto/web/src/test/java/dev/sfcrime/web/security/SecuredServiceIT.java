package dev.sfcrime.web.security;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.web.SampleService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.sfcrime.web.security.Caller.ORDER;
import static dev.sfcrime.web.security.Caller.basic;
import static org.assertj.core.api.Assertions.assertThat;

/** A service that is bound to every address, with a password for each role. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "server.address=0.0.0.0",
            "management.endpoints.web.exposure.include=*",
            "management.defaults.metrics.export.enabled=true",
            "sfcrime.security.users.operator.password-hash=" + Hashes.OF_OPERATOR,
            "sfcrime.security.users.viewer.password-hash=" + Hashes.OF_VIEWER,
            "sfcrime.security.failed-logins-per-minute=1000",
        })
class SecuredServiceIT {
    @LocalServerPort
    int port;

    private Caller caller;

    @BeforeEach
    void call() {
        caller = new Caller(port);
    }

    @ParameterizedTest
    @CsvSource({
        "viewer,   GET,    /items,               200",
        "viewer,   HEAD,   /items,               200",
        "viewer,   GET,    /v3/api-docs,         200",
        "viewer,   GET,    /swagger-ui/index.html, 200",
        "viewer,   GET,    /actuator/health,     200",
        "viewer,   GET,    /actuator/info,       200",
        "viewer,   GET,    /actuator/prometheus, 200",
        "viewer,   GET,    /actuator/env,        403",
        "viewer,   GET,    /actuator/configprops, 403",
        "viewer,   GET,    /nowhere,             404",
        "viewer,   POST,   /orders,              403",
        "viewer,   POST,   /nowhere,             403",
        "viewer,   PATCH,  /orders,              403",
        "viewer,   DELETE, /items,               403",
        "viewer,   OPTIONS, /items,              403",
        "operator, GET,    /items,               200",
        "operator, POST,   /orders,              200",
        "operator, POST,   /nowhere,             404",
        "operator, DELETE, /items,               405",
        "operator, GET,    /actuator/env,        200",
        "nobody,   GET,    /items,               401",
        "nobody,   POST,   /orders,              401",
        "nobody,   GET,    /nowhere,             401",
        "nobody,   GET,    /actuator,            401",
        "nobody,   GET,    /actuator/health,     401",
        "nobody,   GET,    /actuator/health/readiness, 401",
        "nobody,   GET,    /actuator/prometheus, 401",
        "nobody,   GET,    /v3/api-docs,         401",
        "nobody,   GET,    /swagger-ui.html,     401",
        "nobody,   GET,    /swagger-ui/index.html, 401",
        "nobody,   GET,    /error,               401",
        "nobody,   DELETE, /nowhere,             401",
    })
    void eachRoleMayDoItsOwn(String user, String method, String path, int status) throws Exception {
        Map<String, String> credentials = user.equals("nobody") ? Map.of() : basic(user, user + "-secret");

        HttpResponse<String> answer = caller.send(method, path, path.equals("/orders") ? ORDER : null, credentials);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status >= 400 && !method.equals("HEAD")) {
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status, "\"type\":\"about:blank\"", "\"instance\":\"");
        }
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic !!!",
                "Basic b3BlcmF0b3I=",
                "Basic",
                "Basic b3BlcmF0b3I6d3Jvbmc=",
                "Basic OnNlY3JldA==",
                "Bearer abc",
                "Digest username=operator",
                "operator:operator-secret",
            })
    void whateverElseIsNoCredential(String authorization) throws Exception {
        HttpResponse<String> answer = caller.get("/items", Map.of("Authorization", authorization));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .containsExactly("Basic realm=\"sfcrime\", charset=\"UTF-8\"");
        assertThat(answer.body()).contains("Credentials of this service are needed");
    }

    @Test
    void aWrongPasswordIsRefusedAlsoAfterTheRightOne() throws Exception {
        caller.get("/items", basic("viewer", "viewer-secret"));

        assertThat(caller.get("/items", basic("viewer", "viewer-secret2")).statusCode())
                .isEqualTo(401);
        assertThat(caller.get("/items", basic("operator", "viewer-secret")).statusCode())
                .isEqualTo(401);
        assertThat(caller.get("/items", basic("unknown", "viewer-secret")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void requestsAreTimedAsAWholeAndNotByFilter() throws Exception {
        caller.get("/items", basic("viewer", "viewer-secret"));

        assertThat(caller.get("/actuator/prometheus", basic("viewer", "viewer-secret"))
                        .body())
                .contains("http_server_requests_seconds_count")
                .doesNotContain(
                        "spring_security_filterchains",
                        "spring_security_http_secured_requests",
                        "spring_security_authorizations");
    }

    @Test
    void noSessionIsKept() throws Exception {
        HttpResponse<String> answer = caller.get("/items", basic("viewer", "viewer-secret"));

        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aRightPasswordIsComparedWithItsHashOnlyOnce() throws Exception {
        caller.get("/items", basic("viewer", "viewer-secret"));
        long begin = System.nanoTime();

        for (int i = 0; i < 100; i++) {
            assertThat(caller.get("/items", basic("viewer", "viewer-secret")).statusCode())
                    .isEqualTo(200);
        }

        // bcrypt alone takes 50 ms and more each time
        assertThat(System.nanoTime() - begin).isLessThan(100 * 50_000_000L);
    }

    @Test
    void everyAnswerHasTheHeadersThatBrowsersObey() throws Exception {
        for (HttpResponse<String> answer :
                List.of(caller.get("/items", Map.of()), caller.get("/items", basic("viewer", "viewer-secret")))) {
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
                    .hasValue("same-origin");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
        }
    }

    @Test
    void whatHasATagMayBeKeptAndAskedAboutAgain() throws Exception {
        HttpResponse<String> first = caller.get("/tagged", basic("viewer", "viewer-secret"));
        Map<String, String> again = new HashMap<>(basic("viewer", "viewer-secret"));
        again.put("If-None-Match", first.headers().firstValue("ETag").orElseThrow());

        assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
        assertThat(caller.get("/tagged", again).statusCode()).isEqualTo(304);
    }

    @Test
    void swaggerUiRunsNoScriptThatStandsInItsPage() throws Exception {
        String page = caller.get("/swagger-ui/index.html", basic("viewer", "viewer-secret"))
                .body();

        // the policy allows scripts of files alone
        assertThat(page).contains("<script src=").doesNotContainPattern("<script(?![^>]* src=)");
        assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
    }

    @Test
    void theDescriptionTellsOfCredentialsAndRefusals() throws Exception {
        assertThat(caller.get("/v3/api-docs", basic("viewer", "viewer-secret")).body())
                .contains("\"scheme\":\"basic\"", "\"401\"", "\"403\"", "\"413\"", "\"429\"")
                .doesNotContain("bearer");
    }

    @Test
    void theActuatorShowsNoValues() throws Exception {
        for (String endpoint : new String[] {"env", "configprops", "beans", "mappings", "info"}) {
            assertThat(caller.get("/actuator/" + endpoint, basic("operator", "operator-secret"))
                            .body())
                    .doesNotContain("$2a$", "operator-secret", "viewer-secret");
        }
    }

    @Test
    void nothingSecretIsLogged(CapturedOutput logged) throws Exception {
        caller.get("/items", basic("viewer", "a-mistyped-secret"));
        caller.get("/items", basic("a-secret-as-name", "x"));

        assertThat(logged.getAll())
                .contains("Wrong credentials {client=127.0.0.1}")
                .doesNotContain("a-mistyped-secret", "a-secret-as-name", "operator-secret", "$2a$");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health/..;/env",
                "/actuator/health/../env",
                "/actuator/health/%2e%2e/env",
                "/items;x=/actuator/health",
                "//items",
                "/./items",
                "/items/",
                "/ITEMS",
            })
    void noPathGetsAroundTheDoor(String path) throws Exception {
        String answer = caller.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).containsPattern("^HTTP/1.1 (400|401)").contains("application/problem+json");
    }
}
