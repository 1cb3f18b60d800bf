package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sfcrime.analytics.AnalyticsApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a folder of its own, driven over HTTP; starts again on the same folder as if it had died. */
final class RunningService implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final ConfigurableApplicationContext context;

    private RunningService(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningService start(Path home, String bootstrapServers, String topic, String... more) {
        return new RunningService(new SpringApplicationBuilder(AnalyticsApplication.class)
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--SFCRIME_HOME=" + home.toAbsolutePath(),
                                        "--analytics.spark.master=local[2]",
                                        "--analytics.spark.ui-enabled=false",
                                        "--analytics.query.topic=" + topic,
                                        "--analytics.query.bootstrap-servers=" + bootstrapServers,
                                        "--analytics.query.first-backoff=200ms",
                                        "--analytics.query.longest-backoff=1s"),
                                Stream.of(more))
                        .toArray(String[]::new)));
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JsonNode query() throws Exception {
        return get("/api/v1/queries").body().get(0);
    }

    String state() throws Exception {
        return query().get("state").asString();
    }

    /** Valid calls that the aggregates hold. */
    long counted() throws Exception {
        return get("/api/v1/aggregates/crime-types").body().get("total").asLong();
    }

    /** Why the query has failed; empty while it has not, or is just being tried again. */
    String failure() throws Exception {
        JsonNode query = query();
        return query.get("state").asString().equals("FAILED")
                ? query.get("reason").asString()
                : "";
    }

    Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    Answer post(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.noBody()));
    }

    record Answer(int status, JsonNode body) {}

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    /** What Prometheus is given, by series. */
    Map<String, Double> metrics() throws Exception {
        return HTTP.send(
                        HttpRequest.newBuilder(uri("/actuator/prometheus")).build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), JsonMapper.shared().readTree(response.body()));
    }

    @Override
    public void close() {
        context.close();
    }
}
