package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Numbers what users change of a replay, from 1 for its start, so that they can wait until it would survive the service.
 * Thread-safe.
 */
final class Changes {
    private final ReentrantLock lock = new ReentrantLock();

    /** Signalled when more is committed, or no more will be. */
    private final Condition settled = lock.newCondition();

    /** Written with the lock held, read without. */
    private volatile long newest = 1;

    /** Written with the lock held, read without. */
    private volatile long committed;

    /** Guarded by the lock. */
    private boolean over;

    /** One more change. */
    long next() {
        lock.lock();
        try {
            long next = newest + 1;
            newest = next;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the newest change. */
    long newest() {
        return newest;
    }

    boolean areCommitted() {
        return committed == newest;
    }

    /** All changes up to this one are committed. */
    void committed(long change) {
        lock.lock();
        try {
            committed = Math.max(committed, change);
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will be committed. */
    void over() {
        lock.lock();
        try {
            over = true;
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a change is committed.
     *
     * @return false if it never will be, because the replay came to its end before it; true else, also when the time was
     *     over first
     */
    boolean await(long change, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (committed < change && !over && nanos > 0) {
                nanos = settled.awaitNanos(nanos);
            }
            return committed >= change || !over;
        } finally {
            lock.unlock();
        }
    }
}
