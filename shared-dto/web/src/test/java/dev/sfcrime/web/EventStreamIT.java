package dev.sfcrime.web;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class EventStreamIT {
    @LocalServerPort
    int port;

    @Autowired
    SampleApplication application;

    @Autowired
    EventStreams streams;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void eventsArriveInOrderWithAscendingIdsUntilTheEnd() throws Exception {
        Stream<String> lines = client.send(request(), BodyHandlers.ofLines()).body();
        EventStream stream = application.lastStream.get();
        stream.offer("news", Map.of("n", 1));
        stream.offer("news", Map.of("n", 2));
        stream.complete();

        List<String> received = lines.filter(line -> !line.isEmpty()).toList();

        assertThat(received)
                .containsExactly(
                        ":open", "id:1", "event:news", "data:{\"n\":1}", "id:2", "event:news", "data:{\"n\":2}");
        await().untilAsserted(() -> assertThat(streams.clients()).isZero());
        assertThat(stream.offer("late", Map.of())).isFalse();
    }

    @Test
    void aClientThatGoesAwayIsForgottenAndTold() throws Exception {
        InputStream body = client.send(request(), BodyHandlers.ofInputStream()).body();
        EventStream stream = application.lastStream.get();
        boolean[] told = new boolean[1];
        stream.onClose(() -> told[0] = true);

        body.close();

        await().untilAsserted(() -> {
            stream.offer("news", Map.of());
            assertThat(stream.isClosed()).isTrue();
        });
        assertThat(told[0]).isTrue();
        await().untilAsserted(() -> assertThat(streams.clients()).isZero());
    }

    @Test
    void anEventThatCannotBeWrittenEndsTheStreamAndIsLogged(CapturedOutput logged) throws Exception {
        Stream<String> lines = client.send(request(), BodyHandlers.ofLines()).body();
        EventStream stream = application.lastStream.get();
        stream.offer("news", new Reciprocal(0));

        assertThat(lines).noneMatch(line -> line.matches("data:.+"));

        await().untilAsserted(() -> assertThat(streams.clients()).isZero());
        assertThat(stream.isClosed()).isTrue();
        assertThat(logged.getOut())
                .containsOnlyOnce("An event could not be written, and its stream is ended")
                .contains("/ by zero");
    }

    private record Reciprocal(int of) {
        @JsonValue
        int json() {
            return 1 / of;
        }
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/stream"))
                .build();
    }
}
