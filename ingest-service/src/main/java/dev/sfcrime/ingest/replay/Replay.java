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

import dev.sfcrime.wire.ReplayProgress;
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
    private final @Nullable String idempotencyKey;
    private final Clock clock;
    private final Ticker ticker;
    private final ReplayMeters meters;
    private final Instant startedAt;
    private final Progress progress;
    private final RejectedRecords rejectedRecords;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final Changes changes = new Changes();
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Guards what follows; the volatile fields are read without it. */
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when the state or the pace changes, or the worker is to leave. */
    private final Condition changed = lock.newCondition();

    private volatile ReplayState state;
    private volatile Pace pace;
    private volatile boolean released;
    private @Nullable Instant finishedAt;
    private @Nullable String failure;

    /** The worker's thread while interrupting it does no harm. */
    private @Nullable Thread interruptible;

    /** Time spent running until {@link #runningSince}. */
    private long runningNanos;

    private long runningSince;

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
                new Standing(ReplayState.RUNNING, spec.pace(), null, null, 0, 0),
                new Progress(spec, Tally.NOTHING, null, ticker.nanoTime()),
                rejectedRecords,
                clock,
                ticker,
                meters);
        meters.entered(state);
        log.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("dataset", spec.dataset())
                .addKeyValue("pace", pace)
                .log("Replay started");
    }

    private Replay(
            String id,
            ReplaySpec spec,
            @Nullable String idempotencyKey,
            Instant startedAt,
            Standing standing,
            Progress progress,
            RejectedRecords rejectedRecords,
            Clock clock,
            Ticker ticker,
            ReplayMeters meters) {
        this.id = id;
        this.spec = spec;
        this.idempotencyKey = idempotencyKey;
        this.startedAt = startedAt;
        this.progress = progress;
        this.rejectedRecords = rejectedRecords;
        this.clock = clock;
        this.ticker = ticker;
        this.meters = meters;
        this.state = standing.state();
        this.pace = standing.pace();
        this.finishedAt = standing.finishedAt();
        this.failure = standing.failure();
        this.runningNanos = TimeUnit.MILLISECONDS.toNanos(standing.runningMillis());
        this.runningSince = ticker.nanoTime();
        if (state.isFinal()) {
            changes.committed(changes.newest());
            workerEnded();
        }
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
        return new Replay(
                left.replayId(),
                spec,
                resumption.idempotencyKey(),
                left.startedAt(),
                resumption.standing(left),
                new Progress(spec, resumption.tally(left), resumption.datasetRecords(), ticker.nanoTime()),
                rejectedRecords,
                clock,
                ticker,
                meters);
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
        return locked(this::nanosRun) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** What it is meant to do now. */
    Standing standing() {
        return locked(() -> new Standing(
                state, pace, finishedAt, failure, TimeUnit.NANOSECONDS.toMillis(nanosRun()), changes.newest()));
    }

    /** What users changed of it, and how much of that would survive the service. */
    Changes changes() {
        return changes;
    }

    /** Records sent over the last second or so; 0 unless running. */
    double currentRate() {
        return state == ReplayState.RUNNING ? progress.perSecond(ticker.nanoTime()) : 0;
    }

    /**
     * Holds the replay: no further record is sent.
     *
     * @return the number of this change, or of the newest one where it is none
     * @throws IllegalReplayActionException if it has ended
     */
    long pause() {
        return act(ReplayAction.PAUSE, ReplayState.PAUSED);
    }

    /**
     * Goes on after a pause.
     *
     * @return the number of this change, or of the newest one where it is none
     * @throws IllegalReplayActionException if it has ended
     */
    long resume() {
        return act(ReplayAction.RESUME, ReplayState.RUNNING);
    }

    /**
     * Stops the replay for good.
     *
     * @return the number of this change, or of the newest one where it is none
     * @throws IllegalReplayActionException if it has ended otherwise
     */
    long cancel() {
        return act(ReplayAction.CANCEL, ReplayState.CANCELLED);
    }

    /**
     * Goes on at another pace, at once.
     *
     * @return the number of this change
     * @throws IllegalReplayActionException if it has ended
     */
    long changePace(Pace next) {
        long change;
        lock.lock();
        try {
            require(ReplayAction.PACE);
            pace = next;
            change = changes.next();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        log.atInfo().addKeyValue("replay", id).addKeyValue("pace", next).log("Replay's pace changed");
        notifyObservers();
        return change;
    }

    /** The replay cannot go on; ignored if it has ended already. */
    void fail(String causeAndRemedy) {
        transition(ReplayState.FAILED, causeAndRemedy);
    }

    /** This final state is committed, and counts more than what was asked for while that was done. */
    void settle(ReplayState end, Instant at, @Nullable String reason) {
        lock.lock();
        try {
            if (state == end) {
                changes.committed(changes.newest());
                return;
            }
            enter(end, at, reason);
        } finally {
            lock.unlock();
        }
        entered(end, reason);
    }

    /** Has the worker leave the replay as it is. */
    void release() {
        lock.lock();
        try {
            released = true;
            interruptWorker();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the worker's release, at most so long; may return early. */
    void awaitRelease(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (!released) {
                ticker.await(changed, atMost.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isReleased() {
        return released;
    }

    /** Waits for another state or pace than these, at most so long; may return early. */
    void awaitChange(ReplayState from, Pace at, long atMostNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (state == from && pace.equals(at) && !released) {
                ticker.await(changed, atMostNanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread, the worker's, is interrupted from now on when the replay is to end. */
    void beginInterruptible() {
        lock.lock();
        try {
            interruptible = Thread.currentThread();
            if (state.isFinal() || released) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** It is no longer, and if it was, nothing is left of that. */
    void endInterruptible() {
        lock.lock();
        try {
            interruptible = null;
            if (state.isFinal() || released) {
                Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will happen here: the state is final and committed, as far as it ever will be, or the worker left. */
    void workerEnded() {
        changes.over();
        ended.countDown();
        notifyObservers();
    }

    /** Whether it has ended, and that is committed: it is no other process's business any more. */
    boolean isEndCommitted() {
        return state.isFinal() && changes.areCommitted();
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

    private long act(ReplayAction action, ReplayState target) {
        lock.lock();
        try {
            if (state != target) {
                require(action);
                transition(target, null);
            }
            return changes.newest();
        } finally {
            lock.unlock();
        }
    }

    private void require(ReplayAction action) {
        if (!state.actions().contains(action)) {
            throw new IllegalReplayActionException(id, action, state);
        }
    }

    private void transition(ReplayState next, @Nullable String reason) {
        lock.lock();
        try {
            if (!state.leadsTo(next)) {
                return;
            }
            enter(next, next.isFinal() ? clock.instant() : null, reason);
            changes.next();
        } finally {
            lock.unlock();
        }
        entered(next, reason);
    }

    /** The one place where the state changes; with the lock held. */
    private void enter(ReplayState next, @Nullable Instant end, @Nullable String reason) {
        runningNanos = nanosRun();
        runningSince = ticker.nanoTime();
        state = next;
        finishedAt = end;
        failure = reason;
        if (next.isFinal()) {
            interruptWorker();
        }
        changed.signalAll();
    }

    private void entered(ReplayState next, @Nullable String reason) {
        meters.entered(next);
        log.atInfo()
                .addKeyValue("replay", id)
                .addKeyValue("state", next)
                .addKeyValue("sent", progress.now().sent())
                .addKeyValue("reason", Objects.requireNonNullElse(reason, "none"))
                .log("Replay changed its state");
        if (!next.isFinal()) {
            notifyObservers();
        }
    }

    private void interruptWorker() {
        if (interruptible != null && interruptible != Thread.currentThread()) {
            interruptible.interrupt();
        }
    }

    private long nanosRun() {
        return runningNanos + (state == ReplayState.RUNNING ? ticker.nanoTime() - runningSince : 0);
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
