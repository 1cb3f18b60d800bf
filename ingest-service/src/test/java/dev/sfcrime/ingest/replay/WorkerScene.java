package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.wire.ReplayProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/** A worker without Kafka or a disk, and what its replay comes to. */
abstract class WorkerScene {
    static final Pace UNLIMITED = new Pace.Unlimited();
    static final Pace TEN_PER_SECOND = new Pace.Steady(10);

    static final Owner OWNER = Owner.startedAt(Instant.EPOCH);
    static final ReplayProperties PROPERTIES =
            new ReplayProperties(3, 2, 10, Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofMinutes(5));

    final Clock clock = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    final FakeTicker ticker = new FakeTicker();
    final FakePublisher publisher = new FakePublisher(ticker);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final ReplayMeters meters = new ReplayMeters(registry);

    static ReplaySpec spec(Pace pace, long skip, @Nullable Long limit, long loops) {
        return new ReplaySpec("calls.json", pace, RecordOrder.FILE, skip, limit, loops);
    }

    Replay replay(ReplaySpec spec) {
        return new Replay("r-1", spec, null, new RejectedRecords(2), clock, ticker, meters);
    }

    void run(Replay replay, RecordOpener dataset) {
        new ReplayWorker(replay, true, dataset, publisher, OWNER, PROPERTIES, meters, clock, ticker, over -> {}).run();
    }

    ReplayProgress lastCommit() {
        return publisher.commits().get(publisher.commits().size() - 1);
    }

    void assertExactlyOnce(Replay replay, int messages) {
        assertThat(replay.state()).as(replay.life().failure()).isEqualTo(ReplayState.COMPLETED);
        assertThat(publisher.sent())
                .extracting(FakePublisher.Sent::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, messages).boxed().toList());
        assertThat(ReplayView.of(replay))
                .extracting(ReplayView::sent, ReplayView::acknowledged)
                .containsExactly((long) messages, (long) messages);
        assertThat(lastCommit().sent()).isEqualTo(messages);
        assertThat(publisher.openSessions()).isZero();
    }

    static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }
}
