package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ReplayRegistryTests {
    private static final ReplaySpec SLOW =
            new ReplaySpec("calls.json", new Pace.Steady(0.01), RecordOrder.FILE, 0, null, 1);
    private static final ReplaySpec QUICK =
            new ReplaySpec("calls.json", new Pace.Unlimited(), RecordOrder.FILE, 0, 1L, 1);

    private static final ReplayProperties PROPERTIES =
            new ReplayProperties(3, 2, 10, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(5));

    private final FakePublisher publisher = new FakePublisher(Ticker.SYSTEM);
    private final FakeDataset dataset = FakeDataset.ofCalls(10);
    private final ReplayRegistry replays = registry();

    private ReplayRegistry registry() {
        ReplayRegistry registry = new ReplayRegistry(
                dataset,
                publisher,
                PROPERTIES,
                new ReplayMeters(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                Ticker.SYSTEM);
        registry.start();
        await().until(registry::isRecovered);
        return registry;
    }

    @AfterEach
    void stop() {
        replays.stop();
    }

    @Test
    void listsReplaysNewestFirst() throws InterruptedException {
        Replay first = replays.start(SLOW, null);
        Replay second = replays.start(SLOW, null);
        second.life().pause();
        Replay third = start(QUICK);

        assertThat(replays.list(null, 10)).containsExactly(third, second, first);
        assertThat(replays.list(null, 2)).containsExactly(third, second);
        assertThat(replays.list(ReplayState.PAUSED, 10)).containsExactly(second);
        assertThat(replays.known()).containsExactly(first, second, third);
    }

    @Test
    void remembersTheNewestEndedReplaysOnly() throws InterruptedException {
        Replay oldest = start(QUICK);
        List<Replay> newest = List.of(start(QUICK), start(QUICK));

        assertThat(replays.list(null, 10)).containsExactlyInAnyOrderElementsOf(newest);
        assertThatThrownBy(() -> replays.find(oldest.id()))
                .isInstanceOf(UnknownReplayException.class)
                .hasMessageContaining(oldest.id());
    }

    @Test
    void anActiveReplayIsNeverForgotten() throws InterruptedException {
        Replay active = replays.start(SLOW, null);
        for (int i = 0; i < 10; i++) {
            start(QUICK);
        }

        assertThat(replays.find(active.id())).isSameAs(active);
    }

    @Test
    void refusesMoreThanTheAllowedNumber() {
        IntStream.range(0, 3).forEach(i -> replays.start(SLOW, null));

        assertThatThrownBy(() -> replays.start(QUICK, null))
                .isInstanceOf(RefusedReplayException.class)
                .hasMessageContaining("ingest.replays.max-active");
    }

    @Test
    void theSameKeyGivesTheSameReplay() {
        Replay first = replays.start(SLOW, "key");

        assertThat(replays.start(SLOW, "key")).isSameAs(first);
        assertThat(replays.start(SLOW, "another")).isNotSameAs(first);
        assertThatThrownBy(() -> replays.start(QUICK, "key"))
                .isInstanceOf(RefusedReplayException.class)
                .hasMessageContaining(first.id());
    }

    @Test
    void aKeyIsForgottenWithItsReplay() throws InterruptedException {
        Replay first = replays.start(QUICK, "key");
        assertThat(first.awaitEnd(Duration.ofSeconds(10))).isTrue();
        start(QUICK);
        start(QUICK);

        assertThat(start(QUICK, "key")).isNotSameAs(first);
    }

    @Test
    void aReplayGoesOnInTheNextProcessWhereTheServiceStopped() throws InterruptedException {
        Replay slow = replays.start(SLOW, "key");
        Replay paused = replays.start(SLOW, null);
        paused.life().pause();
        Replay done = start(QUICK);
        await().until(() -> slow.progress().committed().sent() == 1);

        replays.stop();
        replays.stop();

        assertThat(slow.hasEnded()).isTrue();
        assertThat(slow.state()).isEqualTo(ReplayState.RUNNING);
        assertThatThrownBy(() -> replays.start(QUICK, null)).isInstanceOf(RefusedReplayException.class);
        ReplayRegistry next = registry();
        assertThat(next.list(null, 10)).extracting(Replay::id).containsExactly(done.id(), paused.id(), slow.id());
        assertThat(next.find(paused.id()).state()).isEqualTo(ReplayState.PAUSED);
        assertThat(next.find(done.id()).hasEnded()).isTrue();
        assertThat(next.start(SLOW, "key").id()).isEqualTo(slow.id());
        next.find(slow.id()).life().changePace(new Pace.Unlimited());
        assertThat(next.find(slow.id()).awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(publisher.sent().stream().filter(sent -> sent.replayId().equals(slow.id())))
                .extracting(FakePublisher.Sent::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        next.stop();
    }

    @Test
    void whatIsForgottenIsForgottenInKafka() throws InterruptedException {
        Replay oldest = start(QUICK);
        start(QUICK);
        start(QUICK);

        assertThat(publisher.forgotten()).containsExactly(oldest.id());
    }

    @Test
    void noReplayIsAnsweredForWhileKafkaIsAwayAtTheStart() {
        replays.stop();
        publisher.goAway(true);
        ReplayRegistry next = new ReplayRegistry(
                dataset,
                publisher,
                PROPERTIES,
                new ReplayMeters(new SimpleMeterRegistry()),
                Clock.systemUTC(),
                Ticker.SYSTEM);
        next.start();

        assertThatThrownBy(() -> next.list(null, 10))
                .isInstanceOf(RefusedReplayException.class)
                .hasMessageContaining("being recovered");
        publisher.goAway(false);
        await().until(next::isRecovered);
        assertThat(next.list(null, 10)).isEmpty();
        next.stop();
    }

    @Test
    void aReplaysThreadBearsItsIdAndEndsWithIt() throws InterruptedException {
        Replay replay = replays.start(SLOW, null);
        assertThat(threads()).contains("replay-" + replay.id());

        replay.life().cancel();

        assertThat(replay.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private Replay start(ReplaySpec spec) throws InterruptedException {
        return start(spec, null);
    }

    private Replay start(ReplaySpec spec, String key) throws InterruptedException {
        Replay replay = replays.start(spec, key);
        assertThat(replay.awaitEnd(Duration.ofSeconds(10))).isTrue();
        return replay;
    }
}
