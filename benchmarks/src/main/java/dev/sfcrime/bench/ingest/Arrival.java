package dev.sfcrime.bench.ingest;

import java.util.Arrays;

/**
 * How messages of a paced replay arrived, by Kafka's timestamps.
 *
 * @param target messages a second that were asked for
 * @param messages how many arrived
 * @param rate messages a second that arrived, between the first and the last
 * @param latestMillis how far behind its due time, counted from the first one, the latest message came
 */
record Arrival(double target, int messages, double rate, double latestMillis) {

    /**
     * Sums up.
     *
     * @param timestamps milliseconds since 1970, in any order; at least two
     */
    static Arrival of(double target, long[] timestamps) {
        if (timestamps.length < 2) {
            throw new IllegalArgumentException("%d messages arrived; a rate needs two".formatted(timestamps.length));
        }
        long[] sorted = timestamps.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        double latest = 0;
        for (int i = 0; i <= last; i++) {
            latest = Math.max(latest, sorted[i] - sorted[0] - i * 1_000.0 / target);
        }
        // all within a millisecond: as if it had taken one
        double millis = Math.max(1, sorted[last] - sorted[0]);
        return new Arrival(target, sorted.length, last * 1_000.0 / millis, latest);
    }

    /** By how much the rate is off, as a share of the target; negative for too slow. */
    double error() {
        return rate / target - 1;
    }
}
