package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.sfcrime.ingest.dataset.RecordOrder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ReplayGaugesTests {
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final ReplaySpec SLOW = spec(new Pace.Steady(0.01), null);
    private static final ReplaySpec QUICK = spec(new Pace.Unlimited(), 1L);
    private static final ReplayProperties PROPERTIES =
            new ReplayProperties(5, 100, 10, Duration.ofMillis(100), Duration.ofMillis(500), KEPT);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ReplayRegistry replays = new ReplayRegistry(
            FakeDataset.ofCalls(10),
            new FakePublisher(Ticker.SYSTEM),
            PROPERTIES,
            new ReplayMeters(registry),
            Clock.systemUTC(),
            Ticker.SYSTEM);

    private final ReplayGauges gauges = new ReplayGauges(replays, PROPERTIES, Clock.systemUTC(), registry);

    @BeforeEach
    void start() {
        replays.start();
        await().until(replays::isRecovered);
    }

    @AfterEach
    void stop() {
        replays.stop();
    }

    @Test
    void anActiveReplayHasFiguresHoweverLongItRuns() {
        Replay replay = replays.start(SLOW, null);
        await().until(() -> replay.progress().now().sent() == 1);

        refreshAfter(Duration.ofDays(1));

        assertThat(shown()).containsExactly(replay.id());
        assertThat(registry.get("ingest.replay.sent")
                        .tag("replay", replay.id())
                        .gauge()
                        .value())
                .isEqualTo(1);
        assertThat(registry.get("ingest.rate.target").gauge().value()).isEqualTo(0.01);
    }

    @Test
    void anEndedReplaysFiguresAreGoneAfterAWhile() throws InterruptedException {
        Replay ended = run();
        refreshAfter(Duration.ZERO);
        assertThat(shown()).containsExactly(ended.id());

        refreshAfter(KEPT.plusSeconds(1));

        assertThat(shown()).isEmpty();
    }

    @Test
    void ofManyThatEndedAFewHaveFigures() throws InterruptedException {
        for (int i = 0; i < ReplayGauges.MOST_ENDED; i++) {
            run();
        }
        refreshAfter(Duration.ZERO);
        Set<String> before = shown();
        Replay newest = run();

        refreshAfter(Duration.ZERO);

        assertThat(before).hasSize(ReplayGauges.MOST_ENDED);
        assertThat(shown()).hasSize(ReplayGauges.MOST_ENDED).contains(newest.id());
    }

    @Test
    void paceWithoutAFigureIsLeftOutOfTheTarget() {
        replays.start(spec(new Pace.EventSpeed(0.001), null), null);
        replays.start(SLOW, null);
        replays.start(SLOW, null).life().pause();

        assertThat(registry.get("ingest.rate.target").gauge().value()).isEqualTo(0.01);
        assertThat(registry.get("ingest.replays").tag("state", "PAUSED").gauge().value())
                .isEqualTo(1);
    }

    private void refreshAfter(Duration time) {
        gauges.refresh(Instant.now().plus(time));
    }

    private Replay run() throws InterruptedException {
        Replay replay = replays.start(QUICK, null);
        assertThat(replay.awaitEnd(Duration.ofSeconds(10))).isTrue();
        return replay;
    }

    /** The replays that have figures of their own. */
    private Set<String> shown() {
        Set<String> sent = ids("ingest.replay.sent");
        assertThat(ids("ingest.replay.rate")).isEqualTo(sent);
        return sent;
    }

    private Set<String> ids(String name) {
        return registry.find(name).gauges().stream()
                .map(gauge -> gauge.getId().getTag("replay"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ReplaySpec spec(Pace pace, Long limit) {
        return new ReplaySpec("calls.json", pace, RecordOrder.FILE, 0, limit, 1);
    }
}
