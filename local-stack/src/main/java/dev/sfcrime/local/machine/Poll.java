package dev.sfcrime.local.machine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what cannot notify: another process, a file, a port. */
public final class Poll {
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private Poll() {}

    /**
     * Asks again and again until the answer is yes.
     *
     * @return false if it was not yes within that time
     */
    public static boolean until(BooleanSupplier condition, Duration atMost) {
        return until(condition, atMost, INTERVAL);
    }

    /**
     * Asks again and again, with that interval, until the answer is yes.
     *
     * @return false if it was not yes within that time, or if the thread was interrupted
     */
    public static boolean until(BooleanSupplier condition, Duration atMost, Duration interval) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline >= 0 || !pause(interval)) {
                return false;
            }
        }
        return true;
    }

    private static boolean pause(Duration interval) {
        try {
            Thread.sleep(interval.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
