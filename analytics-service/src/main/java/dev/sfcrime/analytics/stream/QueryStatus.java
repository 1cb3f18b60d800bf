package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the query does, and what is asked of it. Safe for any thread. */
final class QueryStatus {
    private static final Logger LOG = LoggerFactory.getLogger(QueryStatus.class);

    /** Guards all that follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private QueryRun run = QueryRun.NEVER;
    private boolean stopRequested;
    private boolean restartRequested;
    private boolean rebuildRequested;

    /** What the query does now. */
    QueryRun run() {
        return locked(() -> run);
    }

    /** Asks for another run, and waits for it; calls that come while one is under way share it. */
    QueryRun restart(Duration patience) throws InterruptedException {
        return awaitNewRun(() -> restartRequested = true, patience);
    }

    /** Asks for another run that counts anew, and waits for it. */
    QueryRun rebuild(Duration patience) throws InterruptedException {
        return awaitNewRun(() -> rebuildRequested = true, patience);
    }

    private QueryRun awaitNewRun(Runnable request, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            UUID before = run.runId();
            request.run();
            changed.signalAll();
            BooleanSupplier done = () -> stopRequested
                    || (run.state() == QueryState.RUNNING && !rebuildRequested && !same(before, run.runId()));
            awaitUntil(done, patience);
            return run;
        } finally {
            lock.unlock();
        }
    }

    private static boolean same(@Nullable UUID one, @Nullable UUID other) {
        return one != null && one.equals(other);
    }

    /** Takes a wish for a rebuild, if there is one. */
    boolean takeRebuild() {
        return locked(() -> {
            boolean wanted = rebuildRequested;
            rebuildRequested = false;
            return wanted;
        });
    }

    void setStopRequested(boolean wanted) {
        lock.lock();
        try {
            stopRequested = wanted;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isStopRequested() {
        return locked(() -> stopRequested);
    }

    /** Whether the present run is to end, or what is waited for to be given up. */
    boolean isEndRequested() {
        return locked(() -> stopRequested || restartRequested || rebuildRequested);
    }

    /** A run has begun, which is what a restart was to bring. */
    void entered(UUID id, UUID runId) {
        lock.lock();
        try {
            restartRequested = false;
            change(now -> now.running(id, runId));
        } finally {
            lock.unlock();
        }
    }

    void enter(QueryState next, String why) {
        change(now -> now.in(next, why));
    }

    void change(UnaryOperator<QueryRun> change) {
        lock.lock();
        try {
            QueryRun next = change.apply(run);
            if (!next.equals(run)) {
                LOG.atInfo()
                        .addKeyValue("state", next.state())
                        .addKeyValue("runId", next.runId())
                        .addKeyValue("reason", next.reason())
                        .log("The streaming query is in another state");
                run = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, but no longer than until something is asked for; a restart asked for is thereby on its way. */
    void await(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            awaitUntil(() -> stopRequested || restartRequested || rebuildRequested, pause);
            restartRequested = false;
        } finally {
            lock.unlock();
        }
    }

    private void awaitUntil(BooleanSupplier done, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        while (left > 0 && !done.getAsBoolean()) {
            left = changed.awaitNanos(left);
        }
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }
}
