package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.sfcrime.ingest.IngestApplication;
import dev.sfcrime.ingest.SharedBroker;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.wire.InjectedFault;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Replays outlive the process that began them. A process that dies is one that is never closed. */
class ResumptionIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Faults FAULTS = new Faults(0.1, 0.1, 0.1, Duration.ofHours(2), 7, false);

    @TempDir
    private static Path folder;

    private static Broker broker;

    private final List<ConfigurableApplicationContext> services = new ArrayList<>();

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerSettings.onFreePorts(folder.resolve("broker")));
        Files.createDirectories(folder.resolve("datasets"));
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
    void anotherProcessGoesOnExactlyWhereOneWasLostAndThatOneLetsGo() throws InterruptedException {
        ReplayRegistry lost = service();
        Replay running = lost.start(spec("synthetic", new Pace.Steady(4_000), 20_000, FAULTS), "running");
        Replay paused = lost.start(spec("synthetic", new Pace.Steady(1_000), 2_000, Faults.NONE), null);
        Replay done = lost.start(spec("synthetic", new Pace.Unlimited(), 10, Faults.NONE), null);
        await().atMost(LONG).until(() -> paused.progress().committed().sent() > 100);
        long pause = paused.life().pause();
        assertThat(paused.life().changes().await(pause, LONG)).isTrue();
        await().atMost(LONG).until(() -> running.progress().committed().sent() > 2_000);

        ReplayRegistry next = service();

        Replay resumed = next.find(running.id());
        assertThat(next.start(running.spec(), "running")).isSameAs(resumed);
        assertThat(next.find(paused.id()).state()).isEqualTo(ReplayState.PAUSED);
        assertThat(next.find(paused.id()).progress().committed())
                .isEqualTo(paused.progress().committed());
        assertThat(ReplayView.of(next.find(done.id())).sent()).isEqualTo(10);
        assertThat(next.list(null, 10))
                .extracting(Replay::id)
                .containsSubsequence(done.id(), paused.id(), running.id());
        await().atMost(LONG).until(resumed::hasEnded);
        assertThat(resumed.state()).as(resumed.life().failure()).isEqualTo(ReplayState.COMPLETED);
        await().atMost(LONG).until(running::hasEnded);
        assertThat(running.life().failure()).contains("Another ingest-service");
        assertExact(resumed, 20_000);
        next.find(paused.id()).life().resume();
        await().atMost(LONG).until(() -> next.find(paused.id()).hasEnded());
        assertExact(next.find(paused.id()), 2_000);
    }

    @Test
    void aServiceThatIsStoppedLeavesItsReplaysToItsNextStart() throws IOException {
        dataset("rows.ndjson", 5_000);
        ReplayRegistry stopped = service();
        Replay before = stopped.start(spec("rows.ndjson", new Pace.Steady(1_000), null, FAULTS), null);
        await().atMost(LONG).until(() -> before.progress().committed().sent() > 200);

        stopServices();

        assertThat(before.state()).isEqualTo(ReplayState.RUNNING);
        assertThat(before.progress().now()).isEqualTo(before.progress().committed());
        assertThat(messages(before)).hasSize((int) before.progress().committed().sent());
        Replay after = service().find(before.id());
        await().atMost(LONG).until(after::hasEnded);
        assertThat(after.state()).as(after.life().failure()).isEqualTo(ReplayState.COMPLETED);
        assertExact(after, 5_000);
    }

    @Test
    void aDatasetThatChangedWhileTheServiceWasDownIsNotSentOn() throws IOException {
        dataset("changing.ndjson", 5_000);
        Replay before = service().start(spec("changing.ndjson", new Pace.Steady(1_000), null, Faults.NONE), null);
        await().atMost(LONG).until(() -> before.progress().committed().sent() > 200);
        stopServices();

        dataset("changing.ndjson", 6_000);

        Replay after = service().find(before.id());
        await().atMost(LONG).until(after::hasEnded);
        assertThat(after.state()).isEqualTo(ReplayState.FAILED);
        assertThat(after.life().failure()).contains("has changed").contains("start a new replay");
        assertThat(messages(after)).hasSize((int) before.progress().committed().sent());
    }

    private ReplayRegistry service() {
        ConfigurableApplicationContext service = new SpringApplicationBuilder(IngestApplication.class)
                .run(
                        "--server.port=0",
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--ingest.datasets.folder=" + folder.resolve("datasets"));
        services.add(service);
        ReplayRegistry replays = service.getBean(ReplayRegistry.class);
        await().atMost(LONG).until(replays::isRecovered);
        return replays;
    }

    private static ReplaySpec spec(String dataset, Pace pace, Integer limit, Faults faults) {
        return new ReplaySpec(dataset, pace, RecordOrder.FILE, 0, limit == null ? null : limit.longValue(), 1, faults);
    }

    private static void dataset(String name, int rows) throws IOException {
        Files.write(
                folder.resolve("datasets").resolve(name),
                IntStream.range(0, rows)
                        .mapToObj(row -> "{\"crime_id\": \"%d\", \"call_date_time\": \"2018-12-31T23:57:00.000\"}"
                                .formatted(row))
                        .toList());
    }

    private static List<ConsumerRecord<String, byte[]>> messages(Replay replay) {
        return SharedBroker.messagesOf(broker.bootstrapServers(), replay.id());
    }

    /** All records, each once, and the injected messages that the figures tell. */
    private static void assertExact(Replay replay, long records) {
        Tally tally = replay.progress().committed();
        List<ConsumerRecord<String, byte[]>> messages = messages(replay);
        assertThat(tally.read()).isEqualTo(records);
        assertThat(messages).hasSize((int) tally.sent());
        assertThat(count(messages, InjectedFault.MALFORMED)).isEqualTo(tally.injectedMalformed());
        assertThat(count(messages, InjectedFault.DUPLICATE)).isEqualTo(tally.injectedDuplicates());
        assertThat(count(messages, InjectedFault.LATE)).isEqualTo(tally.injectedLate());
        SharedBroker.assertDense(
                messages.stream()
                        .filter(message -> fault(message) != InjectedFault.DUPLICATE)
                        .toList(),
                tally.sent() - tally.injectedDuplicates());
    }

    private static long count(List<ConsumerRecord<String, byte[]>> messages, InjectedFault fault) {
        return messages.stream().filter(message -> fault(message) == fault).count();
    }

    private static InjectedFault fault(ConsumerRecord<String, byte[]> message) {
        return message.headers().lastHeader(InjectedFault.HEADER) == null
                ? null
                : InjectedFault.of(
                        message.headers().lastHeader(InjectedFault.HEADER).value());
    }
}
