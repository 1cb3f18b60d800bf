package dev.sfcrime.bench.read;

import java.util.Locale;

import dev.sfcrime.bench.report.Figures;
import org.HdrHistogram.Histogram;

/**
 * What a turn of reading came to.
 *
 * @param answersPerSecond over all connections
 * @param p50Millis from a request's first byte until its answer was read, half of them
 * @param p99Millis the same, 99 of 100
 * @param maxMillis the longest
 * @param bytes mean length of an answer's body
 * @param clientCores processors that the clients took, on average
 */
record Reading(
        double answersPerSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        double bytes,
        double clientCores) {
    private static final double MICROS_A_MILLI = 1e3;

    /**
     * Works it out.
     *
     * @param micros of all answers, in microseconds
     * @param seconds how long it took
     * @param bytes of all answers
     * @param clientSeconds processor time of the clients
     */
    static Reading of(Histogram micros, double seconds, long bytes, double clientSeconds) {
        return new Reading(
                micros.getTotalCount() / seconds,
                micros.getValueAtPercentile(50) / MICROS_A_MILLI,
                micros.getValueAtPercentile(99) / MICROS_A_MILLI,
                micros.getMaxValue() / MICROS_A_MILLI,
                (double) bytes / micros.getTotalCount(),
                clientSeconds / seconds);
    }

    String words() {
        return String.format(
                Locale.ROOT, "%s answers/s, p99 %s ms", Figures.of(answersPerSecond), Figures.of(p99Millis));
    }
}
