package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A replay: what it was asked to do, its life, and how far it has come. Thread-safe. */
final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final String id;
    private final ReplaySpec spec;
    private final @Nullable String idempotencyKey;
    private final Instant startedAt;
    private final ReplayLife life;
    private final Progress progress;
    private final RejectedRecords rejectedRecords;
    private final Ticker ticker;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** A new replay, which runs. */
    Replay(
            String id,
            ReplaySpec spec,
            @Nullable String idempotencyKey,
            RejectedRecords rejectedRecords,
            Clock clock,
            Ticker ticker,
            ReplayMeters meters) {
        this(
                id,
                spec,
                idempotencyKey,
                clock.instant(),
                new ReplayLife(
                        id, new Standing(ReplayState.RUNNING, spec.pace(), null, null, 0, 0), clock, ticker, meters),
                new Progress(spec, Tally.NOTHING, null, ticker.nanoTime()),
                rejectedRecords,
                ticker);
        meters.entered(ReplayState.RUNNING);
        log.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("dataset", spec.dataset())
                .addKeyValue("pace", spec.pace())
                .log("Replay started");
    }

    private Replay(
            String id,
            ReplaySpec spec,
            @Nullable String idempotencyKey,
            Instant startedAt,
            ReplayLife life,
            Progress progress,
            RejectedRecords rejectedRecords,
            Ticker ticker) {
        this.id = id;
        this.spec = spec;
        this.idempotencyKey = idempotencyKey;
        this.startedAt = startedAt;
        this.life = life;
        this.progress = progress;
        this.rejectedRecords = rejectedRecords;
        this.ticker = ticker;
    }

    /**
     * A replay as another process left it.
     *
     * @throws IllegalArgumentException if what it left cannot be understood
     */
    static Replay restored(
            ReplayProgress left, RejectedRecords rejectedRecords, Clock clock, Ticker ticker, ReplayMeters meters) {
        Resumption resumption = Resumption.of(left);
        ReplaySpec spec = resumption.spec();
        Replay replay = new Replay(
                left.replayId(),
                spec,
                resumption.idempotencyKey(),
                left.startedAt(),
                new ReplayLife(left.replayId(), resumption.standing(left), clock, ticker, meters),
                new Progress(spec, resumption.tally(left), resumption.datasetRecords(), ticker.nanoTime()),
                rejectedRecords,
                ticker);
        if (left.state().isFinal()) {
            replay.life.changes().committed(replay.life.changes().newest());
            replay.workerEnded();
        }
        return replay;
    }

    String id() {
        return id;
    }

    ReplaySpec spec() {
        return spec;
    }

    /** The key that it was started with; null for none. */
    @Nullable
    String idempotencyKey() {
        return idempotencyKey;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** Its state and pace, and how they change. */
    ReplayLife life() {
        return life;
    }

    ReplayState state() {
        return life.state();
    }

    Progress progress() {
        return progress;
    }

    RejectedRecords rejectedRecords() {
        return rejectedRecords;
    }

    /** Records sent over the last second or so; 0 unless running. */
    double currentRate() {
        return state() == ReplayState.RUNNING ? progress.perSecond(ticker.nanoTime()) : 0;
    }

    /**
     * Seconds that the next message is behind its schedule; 0 unless running at a pace that makes one. A schedule that begins
     * anew after a pause is kept from then on.
     */
    double scheduleSlip() {
        if (state() != ReplayState.RUNNING || life.pace() instanceof Pace.Unlimited) {
            return 0;
        }
        long late = Math.min(progress.nanosLate(ticker.nanoTime()), life.nanosInState());
        return Math.max(0, late) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Nothing more will happen here: the state is final and committed, as far as it ever will be, or the worker left. */
    void workerEnded() {
        life.changes().over();
        ended.countDown();
        life.notifyObservers();
    }

    /** Whether it has ended, and that is committed: it is no other process's business any more. */
    boolean isEndCommitted() {
        return state().isFinal() && life.changes().areCommitted();
    }

    boolean hasEnded() {
        return ended.getCount() == 0;
    }

    /** Waits until the replay has ended; false if the time was over first. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Has the observer run at each change of state or pace, the last time when the replay has ended. */
    void observe(Runnable observer) {
        life.observe(observer);
    }

    void forget(Runnable observer) {
        life.forget(observer);
    }
}
