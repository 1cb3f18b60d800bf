package dev.sfcrime.bench.report;

import java.util.Arrays;
import java.util.Collection;

/**
 * What several measurements of the same thing come to.
 *
 * @param median the middle one, or the mean of the two in the middle
 * @param min the smallest
 * @param max the largest
 * @param count how many there are, at least 1
 */
public record Summary(double median, double min, double max, int count) {

    /**
     * Sums up.
     *
     * @throws IllegalArgumentException if there is no sample, or one is no finite number
     */
    public static Summary of(double... samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("there is no sample; measure at least once");
        }
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        for (double sample : sorted) {
            if (!Double.isFinite(sample)) {
                throw new IllegalArgumentException("a sample is " + sample + ", which is no measurement");
            }
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Summary(median, sorted[0], sorted[sorted.length - 1], sorted.length);
    }

    /** Sums up; see {@link #of(double...)}. */
    public static Summary of(Collection<Double> samples) {
        return of(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** How far apart the smallest and the largest are, as a share of the median. */
    public double spread() {
        return (max - min) / median;
    }

    /** {@code 351,000 (340,000 to 362,000)}; the median alone where there is one measurement. */
    @Override
    public String toString() {
        return count == 1 ? Figures.of(median) : "%s (%s)".formatted(Figures.of(median), range());
    }

    /** {@code 340,000 to 362,000}. */
    public String range() {
        return Figures.of(min) + " to " + Figures.of(max);
    }
}
