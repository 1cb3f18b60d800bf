package dev.sfcrime.bench.lab;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An even pace without drift: each turn has its time, counted from the start, and who is late catches up.
 *
 * @param startNanos when the first turn is, as {@link System#nanoTime()} has it
 * @param perSecond turns a second, at least 1
 */
public record Pace(long startNanos, int perSecond) {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** A pace whose first turn is now. */
    public static Pace fromNow(int perSecond) {
        return new Pace(System.nanoTime(), perSecond);
    }

    /** When the turn with this number is, from 0. */
    long due(long number) {
        // whole seconds first: the product would not fit after some weeks otherwise
        return startNanos + number / perSecond * SECOND_NANOS + number % perSecond * SECOND_NANOS / perSecond;
    }

    /** Waits for a turn, from 0; not for one that has passed, and no longer once this thread is interrupted. */
    public void await(long number) {
        await(number, () -> false);
    }

    /** Waits as {@link #await(long)} does, but gives up once that is so; who makes it so unparks this thread. */
    void await(long number, BooleanSupplier givenUp) {
        long due = due(number);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (givenUp.getAsBoolean() || Thread.currentThread().isInterrupted()) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }
}
