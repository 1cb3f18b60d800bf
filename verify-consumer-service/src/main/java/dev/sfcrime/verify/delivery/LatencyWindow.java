package dev.sfcrime.verify.delivery;

import java.time.Duration;

import org.HdrHistogram.Histogram;

/**
 * Latencies over a sliding window, in slices of time. The window ends at the newest message, not now, so that the
 * figures of a replay stay when it is over.
 *
 * <p>Not thread-safe: {@link Deliveries} guards it.
 */
final class LatencyWindow {
    private static final int SLICES = 12;
    private static final int SIGNIFICANT_DIGITS = 2;
    private static final long MOST_MILLIS = Duration.ofDays(1).toMillis();

    private final long sliceMillis;
    private final Histogram[] slices = new Histogram[SLICES];
    private final long[] sliceNumbers = new long[SLICES];
    private long newestSlice;

    LatencyWindow(Duration window) {
        this.sliceMillis = Math.max(1, window.toMillis() / SLICES);
        for (int i = 0; i < SLICES; i++) {
            slices[i] = new Histogram(MOST_MILLIS, SIGNIFICANT_DIGITS);
        }
    }

    /** Records the latency of so many messages; one below zero, from clocks that differ, counts as zero. */
    void record(long now, long latencyMillis, int messages) {
        long number = now / sliceMillis;
        int slice = (int) (number % SLICES);
        if (sliceNumbers[slice] != number) {
            slices[slice].reset();
            sliceNumbers[slice] = number;
        }
        newestSlice = Math.max(newestSlice, number);
        slices[slice].recordValueWithCount(Math.min(MOST_MILLIS, Math.max(0, latencyMillis)), messages);
    }

    Verification.Latency read() {
        Histogram sum = new Histogram(MOST_MILLIS, SIGNIFICANT_DIGITS);
        for (int i = 0; i < SLICES; i++) {
            if (sliceNumbers[i] > newestSlice - SLICES) {
                sum.add(slices[i]);
            }
        }
        return sum.getTotalCount() == 0
                ? Verification.Latency.NONE
                : new Verification.Latency(
                        sum.getValueAtPercentile(50),
                        sum.getValueAtPercentile(95),
                        sum.getValueAtPercentile(99),
                        sum.getMaxValue());
    }
}
