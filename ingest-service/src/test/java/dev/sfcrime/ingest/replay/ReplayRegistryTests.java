package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReplayRegistryTests {
    private static final ReplaySpec SLOW =
            new ReplaySpec("calls.json", new Pace.Steady(0.01), RecordOrder.FILE, 0, null, 1);
    private static final ReplaySpec QUICK =
            new ReplaySpec("calls.json", new Pace.Unlimited(), RecordOrder.FILE, 0, 1L, 1);

    private final ReplayRegistry replays = new ReplayRegistry(
            FakeDataset.ofCalls(10),
            new FakePublisher(Ticker.SYSTEM),
            new ReplayProperties(3, 2, 10),
            new ReplayMeters(new SimpleMeterRegistry()),
            Clock.systemUTC(),
            Ticker.SYSTEM);

    ReplayRegistryTests() {
        replays.start();
    }

    @AfterEach
    void stop() {
        replays.stop();
    }

    @Test
    void listsReplaysNewestFirst() throws InterruptedException {
        Replay first = replays.start(SLOW, null);
        Replay second = replays.start(SLOW, null);
        second.pause();
        Replay third = start(QUICK);

        assertThat(replays.list(null, 10)).containsExactly(third, second, first);
        assertThat(replays.list(null, 2)).containsExactly(third, second);
        assertThat(replays.list(ReplayState.PAUSED, 10)).containsExactly(second);
        assertThat(replays.count(ReplayState.RUNNING)).isEqualTo(1);
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
    void stoppingTheServiceEndsReplaysAndSaysWhy() {
        Replay replay = replays.start(SLOW, null);

        replays.stop();
        replays.stop();

        assertThat(replay.hasEnded()).isTrue();
        assertThat(replay.state()).isEqualTo(ReplayState.CANCELLED);
        assertThat(replay.failure()).contains("service was stopped");
        assertThatThrownBy(() -> replays.start(QUICK, null)).isInstanceOf(RefusedReplayException.class);
    }

    @Test
    void aReplaysThreadBearsItsIdAndEndsWithIt() throws InterruptedException {
        Replay replay = replays.start(SLOW, null);
        assertThat(threads()).contains("replay-" + replay.id());

        replay.cancel(null);

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
