package dev.sfcrime.verify.delivery;

import java.time.Duration;

/**
 * Rate over a sliding window, counted by the second. Not thread-safe: {@link Deliveries} guards it.
 */
final class RateWindow {
    private static final long MILLIS = 1000;

    private final long startedAt;
    private final long[] counts;
    private final long[] seconds;

    RateWindow(Duration window, long now) {
        this.startedAt = now;
        this.counts = new long[(int) window.toSeconds()];
        this.seconds = new long[counts.length];
    }

    void add(long now, long count) {
        long second = now / MILLIS;
        int slot = (int) (second % counts.length);
        if (seconds[slot] != second) {
            seconds[slot] = second;
            counts[slot] = 0;
        }
        counts[slot] += count;
    }

    /** Per second, over the window or since the start, if that is shorter, but at least over a second. */
    double perSecond(long now) {
        long oldest = now / MILLIS - counts.length + 1;
        long count = 0;
        for (int slot = 0; slot < counts.length; slot++) {
            if (seconds[slot] >= oldest) {
                count += counts[slot];
            }
        }
        long covered = Math.min(now - startedAt, now - oldest * MILLIS);
        return (double) count * MILLIS / Math.max(MILLIS, covered);
    }
}
