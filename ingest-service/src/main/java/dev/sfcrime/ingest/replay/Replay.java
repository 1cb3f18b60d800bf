package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay: what it was asked to do, its state, and how far it has come. Its {@link ReplayWorker} does the sending and
 * looks here for what it may do next. Thread-safe.
 */
final class Replay {
    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private final String id;
    private final ReplaySpec spec;
    private final Clock clock;
    private final Ticker ticker;
    private final ReplayMeters meters;
    private final Instant startedAt;
    private final Progress progress;
    private final RejectedRecords rejectedRecords;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guards what follows; the volatile fields are read without it. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the state or the pace changes. */
    private final Condition changed = lock.newCondition();

    private volatile ReplayState state = ReplayState.RUNNING;
    private volatile Pace pace;
    private @Nullable Instant finishedAt;
    private @Nullable String failure;
    private @Nullable Thread worker;

    /** Time spent running until {@link #runningSince}. */
    private long runningNanos;

    private long runningSince;

    Replay(
            String id,
            ReplaySpec spec,
            RejectedRecords rejectedRecords,
            Clock clock,
            Ticker ticker,
            ReplayMeters meters) {
        this.id = id;
        this.spec = spec;
        this.rejectedRecords = rejectedRecords;
        this.clock = clock;
        this.ticker = ticker;
        this.meters = meters;
        this.pace = spec.pace();
        this.startedAt = clock.instant();
        this.runningSince = ticker.nanoTime();
        this.progress = new Progress(spec, runningSince);
        meters.entered(state);
        log.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("dataset", spec.dataset())
                .addKeyValue("pace", pace)
                .log("Replay started");
    }

    String id() {
        return id;
    }

    ReplaySpec spec() {
        return spec;
    }

    Instant startedAt() {
        return startedAt;
    }

    Progress progress() {
        return progress;
    }

    RejectedRecords rejectedRecords() {
        return rejectedRecords;
    }

    ReplayState state() {
        return state;
    }

    Pace pace() {
        return pace;
    }

    /** When it reached its final state; null before. */
    @Nullable
    Instant finishedAt() {
        return locked(() -> finishedAt);
    }

    /** Why it did not complete, and what to do about it; null where there is nothing to say. */
    @Nullable
    String failure() {
        return locked(() -> failure);
    }

    /** Seconds spent running so far, pauses not counted. */
    double runningSeconds() {
        long nanos = locked(() -> runningNanos + (state == ReplayState.RUNNING ? ticker.nanoTime() - runningSince : 0));
        return nanos / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** Records sent over the last second or so; 0 unless running. */
    double currentRate() {
        return state == ReplayState.RUNNING ? progress.perSecond(ticker.nanoTime()) : 0;
    }

    /**
     * Holds the replay: no further record is sent.
     *
     * @throws IllegalReplayActionException if it has ended
     */
    void pause() {
        act(ReplayAction.PAUSE, ReplayState.PAUSED, null);
    }

    /**
     * Goes on after a pause.
     *
     * @throws IllegalReplayActionException if it has ended
     */
    void resume() {
        act(ReplayAction.RESUME, ReplayState.RUNNING, null);
    }

    /**
     * Stops the replay for good.
     *
     * @param reason why, where it was not the user's wish
     * @throws IllegalReplayActionException if it has ended otherwise
     */
    void cancel(@Nullable String reason) {
        act(ReplayAction.CANCEL, ReplayState.CANCELLED, reason);
    }

    /**
     * Goes on at another pace, at once.
     *
     * @throws IllegalReplayActionException if it has ended
     */
    void changePace(Pace next) {
        lock.lock();
        try {
            require(ReplayAction.PACE);
            pace = next;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        log.atInfo().addKeyValue("replay", id).addKeyValue("pace", next).log("Replay's pace changed");
        notifyObservers();
    }

    /** Everything is sent and acknowledged; false if the state forbids it, because the replay was paused or ended. */
    boolean complete() {
        return transition(ReplayState.COMPLETED, null);
    }

    /** The replay cannot go on; ignored if it has ended already. */
    void fail(String causeAndRemedy) {
        transition(ReplayState.FAILED, causeAndRemedy);
    }

    /** Waits for another state or pace than these, at most so long; may return early. */
    void awaitChange(ReplayState from, Pace at, long atMostNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (state == from && pace.equals(at)) {
                ticker.await(changed, atMostNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread now works for this replay, and is interrupted when the replay is to end. */
    void workerStarted() {
        locked(() -> worker = Thread.currentThread());
    }

    /** Nothing more will happen: the state is final and the counts are settled, as far as they ever will be. */
    void workerEnded() {
        locked(() -> worker = null);
        ended.countDown();
        notifyObservers();
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
        observers.add(observer);
    }

    void forget(Runnable observer) {
        observers.remove(observer);
    }

    private void act(ReplayAction action, ReplayState target, @Nullable String reason) {
        lock.lock();
        try {
            if (state == target) {
                return;
            }
            require(action);
            transition(target, reason);
        } finally {
            lock.unlock();
        }
    }

    private void require(ReplayAction action) {
        if (!state.actions().contains(action)) {
            throw new IllegalReplayActionException(id, action, state);
        }
    }

    /** The one place where the state changes; false if it may not change so. */
    private boolean transition(ReplayState next, @Nullable String reason) {
        lock.lock();
        try {
            if (!state.leadsTo(next)) {
                return false;
            }
            long now = ticker.nanoTime();
            if (state == ReplayState.RUNNING) {
                runningNanos += now - runningSince;
            }
            runningSince = now;
            state = next;
            if (next.isFinal()) {
                finishedAt = clock.instant();
                failure = reason;
                if (worker != null && worker != Thread.currentThread()) {
                    worker.interrupt();
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        meters.entered(next);
        log.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("state", next)
                .addKeyValue("sent", progress.sent())
                .addKeyValue("reason", Objects.requireNonNullElse(reason, "none"))
                .log("Replay changed its state");
        if (!next.isFinal()) {
            notifyObservers();
        }
        return true;
    }

    private void notifyObservers() {
        observers.forEach(Runnable::run);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> reading) {
        lock.lock();
        try {
            return reading.get();
        } finally {
            lock.unlock();
        }
    }
}
