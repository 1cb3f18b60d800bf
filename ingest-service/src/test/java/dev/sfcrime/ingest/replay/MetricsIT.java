package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import dev.sfcrime.ingest.IngestApplication;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The service as Prometheus sees it, and what it logs of a failure. */
class MetricsIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String NO_KAFKA = "127.0.0.1:1";
    private static final Faults FAULTS = new Faults(0.1, 0.2, 0.3, Duration.ofHours(2), 7, false);
    private static final int AT_ONCE = 30;
    private static final List<String> BUCKETS = List.of(
            "0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1.0", "2.0", "5.0", "10.0", "20.0",
            "30.0", "60.0", "+Inf");

    @TempDir
    private static Path folder;

    private static Broker broker;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<ConfigurableApplicationContext> services = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(folder.resolve("broker")));
    }

    @AfterAll
    static void stopBroker() throws IOException {
        broker.close();
    }

    @AfterEach
    void stopServices() {
        services.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void everySeriesOfTheCatalogueIsThereAtZeroFromTheStart() throws Exception {
        ConfigurableApplicationContext service = start(NO_KAFKA, "5m");

        Map<String, Double> series = ingestSeries(service);

        assertThat(series).containsOnlyKeys(catalogue());
        assertThat(series)
                .allSatisfy((name, value) -> assertThat(value).as(name).isZero());
    }

    @Test
    void aReplayWithFaultsIsSeenAsItRunsAndAfterItsEnd() throws Exception {
        ConfigurableApplicationContext service = start(broker.bootstrapServers(), "5s");
        Map<String, Double> before = ingestSeries(service);
        Replay replay = replays(service).start(spec(new Pace.Steady(500), 1_500, FAULTS), null);
        String sent = name("ingest_replay_sent", "replay", replay.id());
        String rate = name("ingest_replay_rate", "replay", replay.id());

        await().atMost(LONG).untilAsserted(() -> {
            Map<String, Double> running = ingestSeries(service);
            assertThat(running)
                    .containsEntry(name("ingest_replays", "state", "RUNNING"), 1.0)
                    .containsEntry(name("ingest_rate_target"), 500.0);
            assertThat(running.get(name("ingest_rate_actual"))).isPositive();
            assertThat(running.get(sent)).isPositive();
            assertThat(running.get(rate)).isPositive();
        });
        assertThat(replay.awaitEnd(LONG)).isTrue();

        Tally tally = replay.progress().committed();
        Map<String, Double> after = ingestSeries(service);
        assertThat(after)
                .containsEntry(sent, (double) tally.sent())
                .containsEntry(rate, 0.0)
                .containsEntry(name("ingest_rate_target"), 0.0)
                .containsEntry(name("ingest_rate_actual"), 0.0)
                .containsEntry(name("ingest_schedule_slip_seconds"), 0.0)
                .containsEntry(name("ingest_replays", "state", "RUNNING"), 0.0);
        assertThat(growth(before, after, "ingest_records_total", "outcome", "read"))
                .isEqualTo(1_500);
        assertThat(growth(before, after, "ingest_records_total", "outcome", "rejected"))
                .isEqualTo(tally.rejected());
        assertThat(growth(before, after, "ingest_records_total", "outcome", "sent"))
                .isEqualTo(tally.sent());
        assertThat(growth(before, after, "ingest_records_total", "outcome", "acknowledged"))
                .isEqualTo(tally.sent());
        assertThat(growth(before, after, "ingest_injected_total", "fault", "malformed"))
                .isEqualTo(tally.injectedMalformed())
                .isPositive();
        assertThat(growth(before, after, "ingest_injected_total", "fault", "duplicate"))
                .isEqualTo(tally.injectedDuplicates())
                .isPositive();
        assertThat(growth(before, after, "ingest_injected_total", "fault", "late"))
                .isEqualTo(tally.injectedLate())
                .isPositive();
        assertThat(growth(before, after, "ingest_replay_transitions_total", "state", "COMPLETED"))
                .isEqualTo(1);
        assertThat(after.get(name("ingest_transaction_commit_seconds_count"))).isGreaterThan(10);
        assertThat(after.get(name("ingest_transaction_commit_seconds_sum"))).isPositive();
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ingestSeries(service))
                        .doesNotContainKey(sent)
                        .doesNotContainKey(rate));
    }

    @Test
    void whatARestartFindsIsKnownButNoTransition() throws Exception {
        ReplayRegistry first = replays(start(broker.bootstrapServers(), "5m"));
        Replay done = first.start(spec(new Pace.Unlimited(), 10, Faults.NONE), null);
        Replay paused = first.start(spec(new Pace.Steady(1), 1_000, Faults.NONE), null);
        Replay running = first.start(spec(new Pace.Steady(1), 1_000, Faults.NONE), null);
        assertThat(done.awaitEnd(LONG)).isTrue();
        assertThat(paused.life().changes().await(paused.life().pause(), LONG)).isTrue();
        stopServices();

        ConfigurableApplicationContext second = start(broker.bootstrapServers(), "5m");
        ReplayRegistry replays = replays(second);

        Map<String, Double> series = ingestSeries(second);
        assertThat(series)
                .containsEntry(name("ingest_replays", "state", "PAUSED"), 1.0)
                .containsEntry(name("ingest_replays", "state", "RUNNING"), 1.0);
        assertThat(series.get(name("ingest_replays", "state", "COMPLETED"))).isPositive();
        for (ReplayState state : ReplayState.values()) {
            assertThat(series).containsEntry(name("ingest_replay_transitions_total", "state", state.name()), 0.0);
        }
        replays.find(paused.id()).life().cancel();
        replays.find(running.id()).life().cancel();
        assertThat(ingestSeries(second))
                .containsEntry(name("ingest_replay_transitions_total", "state", "CANCELLED"), 2.0);
    }

    @Test
    void hundredsOfReplaysLeaveNoSeries() throws Exception {
        ConfigurableApplicationContext service = start(broker.bootstrapServers(), "1s");
        ReplayRegistry replays = replays(service);
        Replay first = replays.start(spec(new Pace.Unlimited(), 1, Faults.NONE), null);
        assertThat(first.awaitEnd(LONG)).isTrue();
        // answers of the endpoint itself have series
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ingestSeries(service)).containsOnlyKeys(catalogue()));
        TreeSet<String> before = new TreeSet<>(series(service).keySet());

        Deque<Replay> active = new ArrayDeque<>();
        for (int i = 0; i < 300; i++) {
            active.add(replays.start(spec(new Pace.Unlimited(), 1, Faults.NONE), null));
            if (active.size() == AT_ONCE) {
                assertThat(active.remove().awaitEnd(LONG)).isTrue();
            }
        }

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(ingestSeries(service)).containsOnlyKeys(catalogue()));
        TreeSet<String> added = new TreeSet<>(series(service).keySet());
        added.removeAll(before);
        assertThat(added).allMatch(name -> name.startsWith("jvm_gc_"));
    }

    @Test
    void aFailureIsLoggedOnceWithItsCauseAndItsReplay() throws Exception {
        Files.write(folder.resolve("broken.json.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3});
        ReplayRegistry replays = replays(start(broker.bootstrapServers(), "5m"));
        RecordedErrors errors = RecordedErrors.begin();
        Replay replay = replays.start(
                new ReplaySpec("broken.json.gz", new Pace.Unlimited(), RecordOrder.FILE, 0, null, 1, Faults.NONE),
                null);

        assertThat(replay.awaitEnd(LONG)).isTrue();

        errors.end();
        assertThat(replay.state()).isEqualTo(ReplayState.FAILED);
        assertThat(errors.events()).singleElement().satisfies(error -> {
            assertThat(error.getContextData().<String>getValue("replay")).isEqualTo(replay.id());
            assertThat(error.getThrown()).isInstanceOf(IOException.class);
        });
    }

    private static String[] catalogue() {
        Stream<String> single = Stream.of(
                        "ingest_rate_target",
                        "ingest_rate_actual",
                        "ingest_schedule_slip_seconds",
                        "ingest_transaction_aborts_total",
                        "ingest_transaction_commit_seconds_count",
                        "ingest_transaction_commit_seconds_sum",
                        "ingest_transaction_commit_seconds_max")
                .map(MetricsIT::name);
        Stream<String> buckets =
                BUCKETS.stream().map(bound -> name("ingest_transaction_commit_seconds_bucket", "le", bound));
        Stream<String> outcomes = Stream.of("read", "rejected", "sent", "acknowledged")
                .map(outcome -> name("ingest_records_total", "outcome", outcome));
        Stream<String> faults =
                Stream.of("malformed", "duplicate", "late").map(fault -> name("ingest_injected_total", "fault", fault));
        Stream<String> states = Stream.of("RUNNING", "PAUSED", "COMPLETED", "CANCELLED", "FAILED")
                .flatMap(state -> Stream.of(
                        name("ingest_replays", "state", state),
                        name("ingest_replay_transitions_total", "state", state)));
        return Stream.of(single, buckets, outcomes, faults, states)
                .flatMap(names -> names)
                .toArray(String[]::new);
    }

    private static String name(String metric) {
        return metric + "{application=\"ingest-service\"}";
    }

    private static String name(String metric, String label, String value) {
        return "%s{application=\"ingest-service\",%s=\"%s\"}".formatted(metric, label, value);
    }

    private static long growth(
            Map<String, Double> before, Map<String, Double> after, String metric, String label, String value) {
        String series = name(metric, label, value);
        return Math.round(after.get(series) - before.get(series));
    }

    private static ReplaySpec spec(Pace pace, long limit, Faults faults) {
        return new ReplaySpec("synthetic", pace, RecordOrder.FILE, 0, limit, 1, faults);
    }

    private ConfigurableApplicationContext start(String bootstrapServers, String metricsKept) {
        ConfigurableApplicationContext service = new SpringApplicationBuilder(IngestApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers,
                        "--ingest.datasets.folder=" + folder,
                        "--ingest.replays.metrics-kept=" + metricsKept);
        services.add(service);
        return service;
    }

    /** The replays of a service, once they are recovered. */
    private static ReplayRegistry replays(ConfigurableApplicationContext service) {
        ReplayRegistry replays = service.getBean(ReplayRegistry.class);
        await().atMost(LONG).until(replays::isRecovered);
        return replays;
    }

    private Map<String, Double> ingestSeries(ConfigurableApplicationContext service) throws Exception {
        Map<String, Double> series = series(service);
        series.keySet().removeIf(name -> !name.startsWith("ingest_"));
        return series;
    }

    private Map<String, Double> series(ConfigurableApplicationContext service) throws Exception {
        URI address = URI.create("http://127.0.0.1:%s/actuator/prometheus"
                .formatted(service.getEnvironment().getProperty("local.server.port")));
        String answer = client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, Double> series = new TreeMap<>();
        answer.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            series.put(line.substring(0, space), Double.valueOf(line.substring(space + 1)));
        });
        return series;
    }
}
