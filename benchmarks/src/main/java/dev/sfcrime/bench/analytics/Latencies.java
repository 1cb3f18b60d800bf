package dev.sfcrime.bench.analytics;

import java.util.Arrays;
import java.util.List;

/**
 * How long after their Kafka timestamps messages were readable, in milliseconds.
 *
 * @param p50 half of them took no longer
 * @param p99 99 of 100 took no longer
 * @param max the longest
 * @param samples of how many messages
 */
record Latencies(long p50, long p99, long max, int samples) {

    /**
     * An answer of an engine.
     *
     * @param counted how many messages it had counted
     * @param atMillis when the answer was there, on the clock of Kafka's timestamps
     */
    record Answer(long counted, long atMillis) {}

    /**
     * Works them out. A message is taken for readable with the first answer that counts at least as many messages as were
     * sent until then, it included.
     *
     * @param timestamps of all messages in the order in which they were sent
     * @param answers in the order in which they came, the last of which counts all messages
     * @param skipped how many messages at first are no sample
     */
    static Latencies of(long[] timestamps, List<Answer> answers, int skipped) {
        if (skipped >= timestamps.length) {
            throw new IllegalArgumentException(
                    "skipped is %d of %d messages; leave some".formatted(skipped, timestamps.length));
        }
        long[] latencies = new long[timestamps.length - skipped];
        int ordinal = 0;
        for (Answer answer : answers) {
            while (ordinal < timestamps.length && ordinal < answer.counted()) {
                if (ordinal >= skipped) {
                    latencies[ordinal - skipped] = answer.atMillis() - timestamps[ordinal];
                }
                ordinal++;
            }
        }
        if (ordinal < timestamps.length) {
            throw new IllegalArgumentException(
                    "the answers count %d of %d messages".formatted(ordinal, timestamps.length));
        }
        Arrays.sort(latencies);
        return new Latencies(
                quantile(latencies, 0.5), quantile(latencies, 0.99), latencies[latencies.length - 1], latencies.length);
    }

    private static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
