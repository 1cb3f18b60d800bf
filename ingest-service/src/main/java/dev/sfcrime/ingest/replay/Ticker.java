package dev.sfcrime.ingest.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

/** Monotonic time and waiting for it to pass, injected so that tests need not wait. */
interface Ticker {
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // whoever waits here looks again what to do next
        public boolean await(Condition changed, long nanos) throws InterruptedException {
            return changed.await(nanos, TimeUnit.NANOSECONDS);
        }
    };

    /** Nanoseconds since some moment; only differences mean anything. */
    long nanoTime();

    /** Waits for a signal, at most so long, with the condition's lock held; false if the time was over first. */
    boolean await(Condition changed, long nanos) throws InterruptedException;
}
