package dev.sfcrime.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus that scrapes a suite, with a copy of the repository's configuration and rules. However this JVM dies,
 * it ends with it: a shell holds it for as long as its own input is open.
 */
final class Prometheus implements AutoCloseable {
    private static final Path DEPLOYED =
            Path.of(System.getProperty("sfcrime.checkout", "..")).resolve("deploy/prometheus");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What says little beside a panel's title. */
    private static final Set<String> TARGET_LABELS = Set.of("__name__", "instance");

    private static final String RUN = """
            prometheus --config.file="$1/prometheus.yml" --storage.tsdb.path="$1/data" \\
                --web.listen-address="127.0.0.1:$2" --web.enable-lifecycle --log.level=warn &
            cat >/dev/null
            kill $!
            wait
            """;

    private final Path folder;
    private final Api api;
    private final Process running;

    private Prometheus(Path folder, Api api, Process running) {
        this.folder = folder;
        this.api = api;
        this.running = running;
    }

    /** Starts one with its data in that folder; it has scraped every service when this returns. */
    static Prometheus start(Path folder, Suite suite) throws IOException {
        int port = Suite.freePort();
        copyRules(folder, UnaryOperator.identity());
        Files.writeString(folder.resolve("prometheus.yml"), configuration(suite));
        Process shell = new ProcessBuilder("sh", "-c", RUN, "sh", folder.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        Prometheus prometheus = new Prometheus(folder, new Api("prometheus", port), shell);
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> prometheus.query("up == 1").size() == 3);
            return prometheus;
        } catch (ConditionTimeoutException silent) {
            String log = Files.readString(folder.resolve("prometheus.log"));
            prometheus.close();
            throw new AssertionError("Prometheus does not see three services\n" + log, silent);
        }
    }

    /** An instant query, now. */
    List<Sample> query(String promQl) {
        JsonNode data = api.get("/api/v1/query?query=" + URLEncoder.encode(promQl, StandardCharsets.UTF_8))
                .get("data");
        if (data.get("resultType").asString().equals("scalar")) {
            return List.of(Sample.of(Map.of(), data.get("result")));
        }
        List<Sample> samples = new ArrayList<>();
        for (JsonNode series : data.get("result")) {
            Map<String, String> labels = new TreeMap<>();
            series.get("metric")
                    .properties()
                    .forEach(
                            label -> labels.put(label.getKey(), label.getValue().asString()));
            samples.add(Sample.of(labels, series.get("value")));
        }
        return samples;
    }

    /** The alerts that are there now, as {@code /api/v1/alerts} tells them, in this state. */
    List<JsonNode> alerts(String state) {
        List<JsonNode> alerts = new ArrayList<>();
        api.get("/api/v1/alerts").at("/data/alerts").forEach(alerts::add);
        alerts.removeIf(alert -> !alert.get("state").asString().equals(state));
        return alerts;
    }

    /** The alerts that fire now: what they are called, and what they say. */
    List<List<String>> firingWithDescriptions() {
        return alerts("firing").stream()
                .map(alert -> List.of(
                        alert.at("/labels/alertname").asString(),
                        alert.at("/annotations/description").asString()))
                .toList();
    }

    /** The names of the alerts that fire now. */
    List<String> firing() {
        return alerts("firing").stream()
                .map(alert -> alert.at("/labels/alertname").asString())
                .toList();
    }

    /** From now on, the rules are in a hurry. */
    void hurry(HurriedRules rules) throws IOException {
        copyRules(folder, rules::of);
        assertThat(api.send("POST", "/-/reload", null).statusCode()).isEqualTo(200);
    }

    @Override
    public void close() {
        try {
            running.getOutputStream().close();
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Prometheus cannot be ended", failed);
        } catch (InterruptedException interrupted) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }

    /** The configuration for one machine, with this suite's ports, and an interval that a short test can wait for. */
    private static String configuration(Suite suite) throws IOException {
        String text = Files.readString(DEPLOYED.resolve("prometheus-local.yml"));
        text = replace(text, "scrape_interval: 5s", "scrape_interval: 2s");
        text = replace(text, "scrape_timeout: 4s", "scrape_timeout: 2s");
        text = replace(text, "evaluation_interval: 5s", "evaluation_interval: 1s");
        text = replace(text, "127.0.0.1:8081", "127.0.0.1:" + suite.ingest.port());
        text = replace(text, "127.0.0.1:8082", "127.0.0.1:" + suite.verify.port());
        return replace(text, "127.0.0.1:8083", "127.0.0.1:" + suite.analytics.port());
    }

    private static String replace(String text, String old, String other) {
        assertThat(text).as("prometheus-local.yml").contains(old);
        return text.replace(old, other);
    }

    private static void copyRules(Path folder, UnaryOperator<String> edit) throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        try (Stream<Path> rules = Files.list(DEPLOYED.resolve("rules"))) {
            for (Path file : rules.toList()) {
                Files.writeString(
                        folder.resolve("rules").resolve(file.getFileName()), edit.apply(Files.readString(file)));
            }
        }
    }

    /** One series' value. */
    record Sample(Map<String, String> labels, double value) {
        static Sample of(Map<String, String> labels, JsonNode timeAndValue) {
            String value = timeAndValue.get(1).asString();
            return new Sample(
                    labels,
                    switch (value) {
                        case "+Inf" -> Double.POSITIVE_INFINITY;
                        case "-Inf" -> Double.NEGATIVE_INFINITY;
                        default -> Double.parseDouble(value);
                    });
        }

        boolean isNumber() {
            return !Double.isNaN(value);
        }

        /** The value, with what tells it from others of the same query. */
        @Override
        public String toString() {
            Map<String, String> own = new TreeMap<>(labels);
            own.keySet().removeAll(TARGET_LABELS);
            return "%s%.6g".formatted(own.isEmpty() ? "" : own + " ", value);
        }
    }
}
