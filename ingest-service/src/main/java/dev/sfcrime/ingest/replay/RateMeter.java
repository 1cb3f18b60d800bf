package dev.sfcrime.ingest.replay;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** Events per second over the last second, counted in slots of 100 ms. One thread counts, any may ask. */
final class RateMeter {
    private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int SLOTS_PER_SECOND = 10;

    /** More than are asked for, so that a slot is not counted in while it is read. */
    private static final int SLOTS = 16;

    private final long origin;
    private final AtomicLongArray counts = new AtomicLongArray(SLOTS);

    /** Which tenth of a second since the origin each slot stands for. */
    private final AtomicLongArray ticks = new AtomicLongArray(SLOTS);

    RateMeter(long now) {
        this.origin = now;
    }

    /** Counts one event. */
    void mark(long now) {
        long tick = tick(now);
        int slot = slot(tick);
        if (ticks.get(slot) == tick) {
            counts.setRelease(slot, counts.get(slot) + 1);
        } else {
            counts.set(slot, 1);
            ticks.set(slot, tick);
        }
    }

    /** The rate over the last second, or since the origin where that is less. */
    double perSecond(long now) {
        long tick = tick(now);
        long first = Math.max(0, tick - SLOTS_PER_SECOND);
        if (first == tick) {
            return 0;
        }
        long events = 0;
        for (long t = first; t < tick; t++) {
            if (ticks.get(slot(t)) == t) {
                events += counts.get(slot(t));
            }
        }
        return (double) events * SLOTS_PER_SECOND / (tick - first);
    }

    private long tick(long now) {
        return (now - origin) / SLOT;
    }

    private static int slot(long tick) {
        return (int) (tick % SLOTS);
    }
}
