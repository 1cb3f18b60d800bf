package dev.sfcrime.verify;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service in this JVM, seen from outside. */
final class RunningService implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final String address;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    static RunningService start(String bootstrapServers, String topic, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                "--verify.topic.name=" + topic,
                "--verify.topic.watch-interval=100ms",
                "--verify.topic.request-timeout=1s",
                "--verify.messages.lookup-timeout=2s",
                "--verify.dead-letters.topic=" + DeadLettersTopic.name(topic),
                "--verify.dead-letters.group=" + DeadLettersTopic.group(topic),
                "--verify.dead-letters.lookup-timeout=2s"));
        arguments.addAll(List.of(settings));
        return new RunningService(
                new SpringApplicationBuilder(VerifyApplication.class).run(arguments.toArray(String[]::new)));
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(answer(path).body());
    }

    HttpResponse<String> answer(String path) {
        try {
            return client.send(request(path), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(path + " was not answered", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    EventReader events(String path) throws IOException, InterruptedException {
        return new EventReader(
                client.send(request(path), BodyHandlers.ofInputStream()).body());
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).build();
    }

    @Override
    public void close() {
        context.close();
    }
}
