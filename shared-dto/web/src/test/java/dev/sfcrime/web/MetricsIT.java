package dev.sfcrime.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.application.name=sample", "management.defaults.metrics.export.enabled=true"})
class MetricsIT {
    private static final List<String> BUCKETS = List.of(
            "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1.0", "2.0", "5.0", "10.0", "20.0",
            "30.0", "60.0", "+Inf");

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @ParameterizedTest
    @ValueSource(strings = {"ingest.transaction.commit", "verify.latency", "analytics.batch.duration"})
    void timersOfTheSuiteAreHistogramsOfTheSameBuckets(String timer, @Autowired MeterRegistry meters) throws Exception {
        meters.timer(timer);

        assertThat(buckets(timer.replace('.', '_') + "_seconds")).isEqualTo(BUCKETS);
    }

    @Test
    void soAreAnswersToRequests() throws Exception {
        get("/items");

        assertThat(buckets("http_server_requests_seconds", "uri=\"/items\"")).isEqualTo(BUCKETS);
    }

    @Test
    void phasesOfABatchHaveNoBuckets(@Autowired MeterRegistry meters) throws Exception {
        meters.timer("analytics.batch.phase", "phase", "addBatch");

        assertThat(get("/actuator/prometheus"))
                .contains("analytics_batch_phase_seconds_count{application=\"sample\",phase=\"addBatch\"} 0")
                .doesNotContain("analytics_batch_phase_seconds_bucket")
                .doesNotContain("http_server_requests_active_seconds_bucket")
                .doesNotContain("quantile=");
    }

    @Test
    void everySeriesSaysWhoseItIs() throws Exception {
        assertThat(get("/actuator/prometheus").lines().filter(line -> !line.startsWith("#")))
                .isNotEmpty()
                .allMatch(line -> line.contains("application=\"sample\""));
    }

    @Test
    void aKafkaConsumersLagIsOneSeriesHoweverManyPartitionsItReads(@Autowired MeterRegistry meters) throws Exception {
        String lag = "kafka.consumer.fetch.manager.records.lag.max";
        meters.counter(lag, "client.id", "reader");
        meters.counter(lag, "client.id", "partition-reader", "partition", "0");

        assertThat(get("/actuator/prometheus"))
                .contains("client_id=\"reader\"")
                .doesNotContain("client_id=\"partition-reader\"");
    }

    private List<String> buckets(String histogram, String... labels) throws Exception {
        Pattern bucket = Pattern.compile("(?m)^" + histogram + "_bucket\\{(?=.*application=\"sample\").*"
                + String.join(".*", labels) + ".*le=\"([^\"]+)\".*} \\d+$");
        return bucket.matcher(get("/actuator/prometheus"))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private String get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }
}
