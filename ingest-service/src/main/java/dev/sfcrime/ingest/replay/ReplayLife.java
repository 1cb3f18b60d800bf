package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a replay is meant to do: its state and pace, and how users change them. Its {@link ReplayWorker} looks here for what
 * it may do next, and sees to it that changes are committed. Thread-safe.
 *
 * <p>Actions return the number of the change that they make, or of the newest one where they change nothing, and throw
 * {@link IllegalReplayActionException} where the state forbids them.
 */
final class ReplayLife {
    private static final Logger log = LoggerFactory.getLogger(ReplayLife.class);

    private final String id;
    private final Clock clock;
    private final Ticker ticker;
    private final ReplayMeters meters;
    private final List<Runnable> observers = new CopyOnWriteArrayList<>();
    private final Changes changes = new Changes();

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

    /** Time spent running before the present state. */
    private long runningNanos;

    private long inStateSince;

    ReplayLife(String id, Standing from, Clock clock, Ticker ticker, ReplayMeters meters) {
        this.id = id;
        this.clock = clock;
        this.ticker = ticker;
        this.meters = meters;
        this.state = from.state();
        this.pace = from.pace();
        this.finishedAt = from.finishedAt();
        this.failure = from.failure();
        this.runningNanos = TimeUnit.MILLISECONDS.toNanos(from.runningMillis());
        this.inStateSince = ticker.nanoTime();
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

    /** For how long it has been in its state. */
    long nanosInState() {
        return locked(() -> ticker.nanoTime() - inStateSince);
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

    /** Holds the replay: no further record is sent. */
    long pause() {
        return act(ReplayAction.PAUSE, ReplayState.PAUSED);
    }

    /** Goes on after a pause. */
    long resume() {
        return act(ReplayAction.RESUME, ReplayState.RUNNING);
    }

    /** Stops the replay for good. */
    long cancel() {
        return act(ReplayAction.CANCEL, ReplayState.CANCELLED);
    }

    /** Goes on at another pace, at once. */
    long changePace(Pace next) {
        long change = locked(() -> {
            require(ReplayAction.PACE);
            long number = changes.next();
            pace = next;
            changed.signalAll();
            return number;
        });
        log.atInfo().addKeyValue("replay", id).addKeyValue("pace", next).log("Replay's pace changed");
        notifyObservers();
        return change;
    }

    /** The replay cannot go on, for a cause to be logged unless the words say everything; ignored if it has ended already. */
    void fail(String causeAndRemedy, @Nullable Throwable cause) {
        transition(ReplayState.FAILED, causeAndRemedy, cause);
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
        entered(end, reason, null);
    }

    /** Has the worker leave the replay as it is. */
    void release() {
        locked(() -> {
            released = true;
            interruptWorker();
            changed.signalAll();
        });
    }

    boolean isReleased() {
        return released;
    }

    /** Waits for another state or pace than these, or the worker's release, at most so long; may return early. */
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
        locked(() -> {
            interruptible = Thread.currentThread();
            if (state.isFinal() || released) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** It is no longer, and if it was, nothing is left of that. */
    void endInterruptible() {
        locked(() -> {
            interruptible = null;
            if (state.isFinal() || released) {
                Thread.interrupted();
            }
        });
    }

    /** Has the observer run at each change of state or pace but the last one. */
    void observe(Runnable observer) {
        observers.add(observer);
    }

    void forget(Runnable observer) {
        observers.remove(observer);
    }

    void notifyObservers() {
        observers.forEach(Runnable::run);
    }

    private long act(ReplayAction action, ReplayState target) {
        return locked(() -> {
            if (state != target) {
                require(action);
                transition(target, null, null);
            }
            return changes.newest();
        });
    }

    private void require(ReplayAction action) {
        if (!state.actions().contains(action)) {
            throw new IllegalReplayActionException(id, action, state);
        }
    }

    private void transition(ReplayState next, @Nullable String reason, @Nullable Throwable cause) {
        boolean leads = locked(() -> {
            if (!state.leadsTo(next)) {
                return false;
            }
            // numbered first: whoever sees the state sees that there is something to commit
            changes.next();
            enter(next, next.isFinal() ? clock.instant() : null, reason);
            return true;
        });
        if (leads) {
            entered(next, reason, cause);
        }
    }

    /** The one place where the state changes; with the lock held. */
    private void enter(ReplayState next, @Nullable Instant end, @Nullable String reason) {
        runningNanos = nanosRun();
        inStateSince = ticker.nanoTime();
        state = next;
        finishedAt = end;
        failure = reason;
        if (next.isFinal()) {
            interruptWorker();
        }
        changed.signalAll();
    }

    private void entered(ReplayState next, @Nullable String reason, @Nullable Throwable cause) {
        meters.entered(next);
        (next == ReplayState.FAILED ? log.atError() : log.atInfo())
                .addKeyValue("replay", id)
                .addKeyValue("state", next)
                .addKeyValue("reason", Objects.requireNonNullElse(reason, "none"))
                .setCause(cause)
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
        return runningNanos + (state == ReplayState.RUNNING ? ticker.nanoTime() - inStateSince : 0);
    }

    private void locked(Runnable writing) {
        lock.lock();
        try {
            writing.run();
        } finally {
            lock.unlock();
        }
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
