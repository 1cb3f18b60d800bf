package dev.sfcrime.web.security;

import java.net.http.HttpResponse;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.sfcrime.web.security.Caller.ORDER;
import static dev.sfcrime.web.security.Caller.basic;
import static org.assertj.core.api.Assertions.assertThat;

/** A service on loopback without credentials, as on a laptop with a browser that visits whatever pages. */
@SpringBootTest(
        classes = dev.sfcrime.web.SampleService.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "sfcrime.security.hosts=Laptop.example")
class OpenServiceIT {
    private static final String JSON = "Content-Type: application/json\r\n";

    @LocalServerPort
    int port;

    private Caller caller;

    @BeforeEach
    void call() {
        caller = new Caller(port);
    }

    @Test
    void everybodyOnThisMachineMayDoEverything() throws Exception {
        assertThat(caller.send("POST", "/orders", ORDER, Map.of()).statusCode()).isEqualTo(200);
        assertThat(caller.get("/actuator/health", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void credentialsThatNobodyAskedForDoNoHarm() throws Exception {
        assertThat(caller.get("/items", basic("operator", "whatever")).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1:1", "127.9.9.9", "[::1]:80", "LOCALHOST:8081", "laptop.example:1"})
    void itAnswersToTheNamesOfThisMachine(String host) throws Exception {
        assertThat(caller.raw(get(host))).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "0.0.0.0",
                "laptop.example.evil",
                "192.168.1.2:8081",
            })
    void aPageWhoseNameLeadsHereIsNotServed(String host) throws Exception {
        assertThat(caller.raw(get(host)))
                .startsWith("HTTP/1.1 421")
                .contains("application/problem+json", "SFCRIME_HOSTS", "X-Content-Type-Options: nosniff")
                .doesNotContain("Sec-Secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: https://evil.example |",
                "Origin: null |",
                "Origin: http://localhost:3000 |",
                "Origin: https://localhost.evil.example |",
                "Sec-Fetch-Site: cross-site |",
                "Sec-Fetch-Site: same-site |",
                "Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Site: cross-site | Origin: http://localhost",
            })
    void aPageOfAnotherSiteChangesNothing(String header, String other) throws Exception {
        String headers = header + "\r\n" + (other == null ? "" : other + "\r\n");

        assertThat(caller.raw(post(headers + JSON))).startsWith("HTTP/1.1 403").contains("application/problem+json");
        // the form of a page, and what needs no body
        assertThat(caller.raw(post(headers + "Content-Type: text/plain\r\n"))).startsWith("HTTP/1.1 403");
        assertThat(caller.raw(post(headers))).startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Origin: http://localhost |",
                "Sec-Fetch-Site: same-origin | Origin: http://localhost",
                "Sec-Fetch-Site: none |",
            })
    void aPageOfItsOwnDoes(String header, String other) throws Exception {
        String headers = header + "\r\n" + (other == null ? "" : other + "\r\n");

        assertThat(caller.raw(post(headers + JSON))).startsWith("HTTP/1.1 200");
    }

    @Test
    void aPageOfAnotherSiteReadsNothingEither() throws Exception {
        HttpResponse<String> answer =
                caller.get("/items", Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aLinkFromElsewhereMayBeFollowed() throws Exception {
        HttpResponse<String> answer = caller.get(
                "/items",
                Map.of("Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void noOriginIsAllowedByDefault() throws Exception {
        HttpResponse<String> answer = caller.send(
                "OPTIONS",
                "/orders",
                null,
                Map.of("Origin", "https://console.example", "Access-Control-Request-Method", "POST"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private static String get(String host) {
        return "GET /items HTTP/1.1\r\nHost: " + host + "\r\nSec-Secret: x\r\nConnection: close\r\n\r\n";
    }

    private static String post(String headers) {
        return "POST /orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "Content-Length: "
                + ORDER.length() + "\r\n\r\n" + ORDER;
    }
}
