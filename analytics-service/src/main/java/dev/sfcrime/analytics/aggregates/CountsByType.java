package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** {@link Counts} of crime types, by the small numbers that these have. Not thread-safe. */
final class CountsByType {
    private static final int SMALLEST = 64;

    private @Nullable Counts[] counts = new @Nullable Counts[SMALLEST];

    /** Takes a crime type and its counts. */
    @FunctionalInterface
    interface Taker {
        /** Takes them. */
        void take(int crimeType, Counts counts);
    }

    /** The counts of a crime type, to be added to. */
    Counts of(int crimeType) {
        if (crimeType >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(counts.length * 2, crimeType + 1));
        }
        Counts ofType = counts[crimeType];
        if (ofType == null) {
            ofType = new Counts();
            counts[crimeType] = ofType;
        }
        return ofType;
    }

    /** Hands out those that there are. */
    void forEach(Taker taker) {
        for (int crimeType = 0; crimeType < counts.length; crimeType++) {
            Counts ofType = counts[crimeType];
            if (ofType != null) {
                taker.take(crimeType, ofType);
            }
        }
    }
}
