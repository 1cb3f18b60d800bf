package dev.sfcrime.verify.topic;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Two threads that read in turns: while one works on what it has fetched, the other fetches more. Each works on what it
 * fetched itself, since that is still in the cache of its processor. What is told in the end is told in the order of
 * fetching, by one thread at a time.
 *
 * <p>After a failure of either nothing more is told, and both end. For one reading.
 */
final class Relay {
    private final Source source;

    private final ReentrantLock fetching = new ReentrantLock();
    /** Guarded by {@link #fetching}. */
    private long fetched;

    private final ReentrantLock telling = new ReentrantLock();
    private final Condition toldOne = telling.newCondition();
    /** Guarded by {@link #telling}. */
    private long told;

    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    private Relay(Source source) {
        this.source = source;
    }

    /** Where there is something to read. */
    interface Source {
        /**
         * Fetches; called by one thread at a time, which need not be the same.
         *
         * @return how to work on it, which happens beside the next fetching, and results in how to tell of it; null when
         *     reading is over
         */
        @Nullable
        Supplier<Runnable> fetch();
    }

    /**
     * Reads to the end, with the calling thread and another one.
     *
     * @param otherThread what the other one is called
     */
    static void read(Source source, String otherThread) {
        Relay relay = new Relay(source);
        Thread other = new Thread(relay::takeTurns, otherThread);
        other.start();
        relay.takeTurns();
        relay.await(other);
        relay.rethrowFailure();
    }

    private void takeTurns() {
        boolean goesOn = true;
        while (goesOn) {
            goesOn = takeTurn();
        }
    }

    private boolean takeTurn() {
        Supplier<Runnable> work;
        long turn;
        fetching.lock();
        try {
            work = ended ? null : source.fetch();
            if (work == null) {
                ended = true;
                return false;
            }
            turn = fetched++;
        } catch (RuntimeException | Error failed) {
            fail(failed);
            return false;
        } finally {
            fetching.unlock();
        }
        tell(turn, newsOf(work));
        return true;
    }

    private Runnable newsOf(Supplier<Runnable> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failed) {
            fail(failed);
            return () -> {};
        }
    }

    private void tell(long turn, Runnable news) {
        telling.lock();
        try {
            while (told < turn) {
                toldOne.awaitUninterruptibly();
            }
            if (failure == null) {
                news.run();
            }
        } catch (RuntimeException | Error failed) {
            fail(failed);
        } finally {
            told = turn + 1;
            toldOne.signalAll();
            telling.unlock();
        }
    }

    private void fail(Throwable failed) {
        failure = failed;
        ended = true;
    }

    private void await(Thread other) {
        boolean interrupted = false;
        while (other.isAlive()) {
            try {
                other.join();
            } catch (InterruptedException shutdown) {
                interrupted = true;
                ended = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrowFailure() {
        Throwable failed = failure;
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
