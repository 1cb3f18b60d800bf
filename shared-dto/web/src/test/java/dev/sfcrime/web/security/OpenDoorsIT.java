package dev.sfcrime.web.security;

import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;

import dev.sfcrime.web.SampleService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.sfcrime.web.security.Caller.ORDER;
import static dev.sfcrime.web.security.Caller.basic;
import static org.assertj.core.api.Assertions.assertThat;

/** A secured service whose health and metrics are open, and whose API a page of another origin may call. */
@SpringBootTest(
        classes = SampleService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.defaults.metrics.export.enabled=true",
            "SFCRIME_OPERATOR_PASSWORD_HASH={noop}operator-secret",
            "SFCRIME_OPEN_HEALTH=true",
            "SFCRIME_OPEN_PROMETHEUS=true",
            "SFCRIME_CORS_ORIGINS=https://console.example, http://localhost:3000",
            "SFCRIME_HOSTS=127.0.0.1",
        })
class OpenDoorsIT {
    private static final String CONSOLE = "https://console.example";

    @LocalServerPort
    int port;

    private Caller caller;

    @BeforeEach
    void call() {
        caller = new Caller(port);
    }

    @Test
    void healthIsOpenWithoutItsDetails() throws Exception {
        for (String path : new String[] {"/actuator/health", "/actuator/health/readiness"}) {
            HttpResponse<String> answer = caller.get(path, Map.of());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("\"UP\"").doesNotContain("components", "details");
        }
        assertThat(caller.get("/actuator/health", basic("operator", "operator-secret"))
                        .body())
                .contains("components", "diskSpace", "details");
    }

    @Test
    void metricsAreOpenAndNothingElseIs() throws Exception {
        assertThat(caller.get("/actuator/prometheus", Map.of()).statusCode()).isEqualTo(200);
        assertThat(caller.get("/actuator/info", Map.of()).statusCode()).isEqualTo(401);
        assertThat(caller.get("/actuator", Map.of()).statusCode()).isEqualTo(401);
        assertThat(caller.get("/items", Map.of()).statusCode()).isEqualTo(401);
        assertThat(caller.send("POST", "/actuator/health", "{}", Map.of()).statusCode())
                .isIn(401, 405);
    }

    @Test
    void aListedOriginIsToldThatItMay() throws Exception {
        HttpResponse<String> preflight = caller.send(
                "OPTIONS",
                "/orders",
                null,
                Map.of(
                        "Origin", CONSOLE,
                        "Sec-Fetch-Site", "cross-site",
                        "Access-Control-Request-Method", "POST",
                        "Access-Control-Request-Headers", "authorization,content-type"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue(CONSOLE);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
    }

    @Test
    void aListedOriginNeedsCredentialsAllTheSame() throws Exception {
        Map<String, String> page = Map.of("Origin", CONSOLE, "Sec-Fetch-Site", "cross-site");
        Map<String, String> withPassword = new HashMap<>(page);
        withPassword.putAll(basic("operator", "operator-secret"));

        assertThat(caller.send("POST", "/orders", ORDER, page).statusCode()).isEqualTo(401);
        HttpResponse<String> answer = caller.send("POST", "/orders", ORDER, withPassword);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(CONSOLE);
    }

    @Test
    void anyOtherOriginIsRefusedEvenWithCredentials() throws Exception {
        Map<String, String> page = new HashMap<>(basic("operator", "operator-secret"));
        page.put("Origin", "https://console.example.evil");
        page.put("Sec-Fetch-Site", "cross-site");

        HttpResponse<String> answer = caller.send("POST", "/orders", ORDER, page);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void whereHostsAreListedNoOtherIsServed() throws Exception {
        assertThat(caller.raw("GET /items HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
    }
}
