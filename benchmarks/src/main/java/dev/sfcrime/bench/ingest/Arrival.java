package dev.sfcrime.bench.ingest;

import java.util.Arrays;

/**
 * How messages of a paced replay arrived, by Kafka's timestamps.
 *
 * @param target messages a second that were asked for
 * @param messages how many arrived
 * @param rate messages a second that arrived, between the end of the first tenth of them (at least the first message)
 *     and the last one: a start that was late, and is made up for, makes it no faster
 * @param latestMillis how far the message that came latest was behind the one that came earliest, each held against when
 *     it was due: whichever was late shows, the first one too
 */
record Arrival(double target, int messages, double rate, double latestMillis) {
    private static final int FEWEST = 3;
    private static final int SHARE_OF_START = 10;

    /**
     * Sums up.
     *
     * @param timestamps milliseconds since 1970, in any order; at least three
     */
    static Arrival of(double target, long[] timestamps) {
        if (timestamps.length < FEWEST) {
            throw new IllegalArgumentException(
                    "%d messages arrived; a rate needs %d".formatted(timestamps.length, FEWEST));
        }
        long[] sorted = timestamps.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double earliest = Double.POSITIVE_INFINITY;
        double latest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= last; i++) {
            double behind = sorted[i] - sorted[0] - i * 1_000.0 / target;
            earliest = Math.min(earliest, behind);
            latest = Math.max(latest, behind);
        }
        int from = Math.max(1, sorted.length / SHARE_OF_START);
        // all within a millisecond: as if it had taken one
        double millis = Math.max(1, sorted[last] - sorted[from]);
        return new Arrival(target, sorted.length, (last - from) * 1_000.0 / millis, latest - earliest);
    }

    /** By how much the rate is off, as a share of the target; negative for too slow. */
    double error() {
        return rate / target - 1;
    }
}
