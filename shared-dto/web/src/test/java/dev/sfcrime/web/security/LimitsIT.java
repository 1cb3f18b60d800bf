package dev.sfcrime.web.security;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.web.SampleService;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static dev.sfcrime.web.security.Caller.ORDER;
import static dev.sfcrime.web.security.Caller.basic;
import static org.assertj.core.api.Assertions.assertThat;

class LimitsIT {
    @Nested
    @SpringBootTest(
            classes = SampleService.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = "sfcrime.security.requests-per-second=5")
    class OfRequests {
        @LocalServerPort
        int port;

        @Test
        void whoAsksTooOftenHasToWait() throws Exception {
            Caller caller = new Caller(port);
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                answers.add(caller.get("/items", Map.of()));
            }

            assertThat(answers.subList(0, 10)).allMatch(answer -> answer.statusCode() == 200);
            HttpResponse<String> refused = answers.stream()
                    .filter(answer -> answer.statusCode() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.body()).contains("More than 5 requests a second");
        }
    }

    @Nested
    @SpringBootTest(
            classes = SampleService.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "sfcrime.security.users.operator.password-hash={noop}operator-secret",
                "sfcrime.security.failed-logins-per-minute=3",
            })
    class OfFailedLogins {
        @LocalServerPort
        int port;

        @Test
        void whoTriesTooManyPasswordsHasToWaitAndWhoIsKnownDoesNot() throws Exception {
            Caller caller = new Caller(port);
            assertThat(caller.get("/items", basic("operator", "operator-secret"))
                            .statusCode())
                    .isEqualTo(200);
            for (int i = 0; i < 3; i++) {
                assertThat(caller.get("/items", basic("operator", "wrong" + i)).statusCode())
                        .isEqualTo(401);
            }

            HttpResponse<String> refused = caller.get("/items", basic("operator", "wrong"));
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(caller.get("/items", basic("unknown", "x")).statusCode()).isEqualTo(429);
            assertThat(caller.get("/items", basic("operator", "operator-secret"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Nested
    @SpringBootTest(classes = SampleService.class, webEnvironment = WebEnvironment.RANDOM_PORT)
    class OfSizes {
        @LocalServerPort
        int port;

        @Test
        void aBodyThatIsTooLargeIsRefusedByItsAnnouncement() throws Exception {
            HttpResponse<String> answer =
                    new Caller(port).send("POST", "/orders", " ".repeat(64 * 1024) + ORDER, Map.of());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }

        @Test
        void soIsOneThatAnnouncesNothing() throws Exception {
            String chunk = "8000\r\n" + " ".repeat(0x8000) + "\r\n";
            String answer = new Caller(port)
                    .raw("POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + chunk + chunk + chunk
                            + "0\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "larger than 65536");
        }

        @Test
        void aBodyInTwoPiecesIsReadWhole() throws Exception {
            String answer = new Caller(port)
                    .raw("POST /orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                            + Integer.toHexString(ORDER.length()) + "\r\n" + ORDER + "\r\n0\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 200");
        }

        @ParameterizedTest
        @ValueSource(strings = {"path", "query", "header"})
        void anAddressOrAHeaderThatIsTooLongIsRefused(String where) throws Exception {
            String longText = "x".repeat(20_000);
            String target = switch (where) {
                case "path" -> "/" + longText;
                case "query" -> "/items?q=" + longText;
                default -> "/items";
            };
            String header = where.equals("header") ? "X-Long: " + longText + "\r\n" : "";

            String answer = new Caller(port)
                    .raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + header + "Connection: close\r\n\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json");
        }

        @Test
        void tooManyHeadersAreRefused() throws Exception {
            String answer = new Caller(port)
                    .raw("GET /items HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + "X-A: 1\r\n".repeat(200)
                            + "\r\n");

            assertThat(answer).startsWith("HTTP/1.1 400");
        }
    }
}
