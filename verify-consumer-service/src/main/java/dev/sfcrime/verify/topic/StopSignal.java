package dev.sfcrime.verify.topic;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a thread that works until it is stopped, also while it pauses. Given until it is first taken back. Thread-safe. */
public final class StopSignal {
    private volatile CountDownLatch stop = new CountDownLatch(0);

    /** Lets work begin. */
    public void takeBack() {
        stop = new CountDownLatch(1);
    }

    /** Ends work, and pauses at once. */
    public void give() {
        stop.countDown();
    }

    public boolean isGiven() {
        return stop.getCount() == 0;
    }

    /** Pauses; whether the work is to end, be it that the thread was interrupted. */
    public boolean isGivenWithin(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
