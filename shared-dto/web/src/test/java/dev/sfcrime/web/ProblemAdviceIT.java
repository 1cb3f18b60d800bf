package dev.sfcrime.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ProblemAdviceIT {
    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET  | /nowhere            |                              | 404 | nothing at this path",
                "POST | /items              | {}                           | 405 | Method Not Allowed",
                "GET  | /items?limit=0      |                              | 400 | limit",
                "GET  | /items?limit=1001   |                              | 400 | must be from 1 to 1000",
                "GET  | /items?limit=many   |                              | 400 | must be a whole number",
                "GET  | /items?bucket=YEAR  |                              | 400 | must be one of HOUR, DAY",
                "POST | /orders             |                              | 400 | The body is missing",
                "POST | /orders             | {                            | 400 | The body is no JSON",
                "POST | /orders             | {\"name\":\"a\",\"amount\":1} {} | 400 | The body is no JSON",
                "POST | /orders             | {\"nam\":\"a\",\"amount\":1}     | 400 | known are amount, name",
                "POST | /orders             | {\"name\":\"a\",\"amount\":\"x\"}  | 400 | must be a whole number",
                "GET  | /csv                |                              | 409 | Come back later",
                "GET  | /boom               |                              | 500 | The log has it as",
                "GET  | /away               |                              | 503 | Try later",
                "GET  | /actuator/nowhere   |                              | 404 | nothing at this path",
            })
    void everyErrorIsAProblem(String method, String path, String body, int status, String part) throws Exception {
        HttpResponse<String> response = send(method, path, body, "*/*");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .contains("\"status\":" + status, "\"type\":\"about:blank\"")
                .contains(part)
                .contains("\"instance\":\"");
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() throws Exception {
        HttpResponse<String> response = send("POST", "/orders", "{\"name\":\" \",\"amount\":0}", "*/*");

        assertThat(response.body()).contains("\"field\":\"name\"").contains("\"field\":\"amount\"");
    }

    @Test
    void anUnexpectedFailureKeepsItsMessageToItself() throws Exception {
        assertThat(send("GET", "/boom", null, "*/*").body())
                .doesNotContain("secret")
                .doesNotContain("Exception");
    }

    @Test
    void aFailureIsLoggedOnceWithItsCause(CapturedOutput logged) throws Exception {
        send("GET", "/boom", null, "*/*");
        send("GET", "/away", null, "*/*");

        assertThat(logged.getOut())
                .containsOnlyOnce("the secret is 42")
                .containsOnlyOnce("Request could not be served {cause=java.io.IOException: nobody there, status=503}");
    }

    @Test
    void aFailureAfterTheAnswerHasBegunIsLoggedOnceWithItsCause(CapturedOutput logged) throws Exception {
        assertThat(send("GET", "/broken-off", null, "*/*").body()).isEqualTo("[");

        assertThat(logged.getOut())
                .containsOnlyOnce("Request failed unexpectedly, after its answer had begun")
                .containsOnlyOnce("IllegalStateException: broken off");
    }

    @Test
    void aProblemIsAnsweredEvenToOneWhoAcceptsOnlyCsv() throws Exception {
        HttpResponse<String> response = send("GET", "/csv", null, "text/csv");

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemToo() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /items?x=<> HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("Bad Request");
        }
    }

    @Test
    void theDescriptionTellsOfProblems() throws Exception {
        assertThat(send("GET", "/v3/api-docs", null, "*/*").body()).contains("application/problem+json");
        assertThat(send("GET", "/swagger-ui.html", null, "*/*").statusCode()).isEqualTo(302);
    }

    private HttpResponse<String> send(String method, String path, String body, String accept) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
