package dev.sfcrime.local.demo;

import org.jspecify.annotations.Nullable;

/**
 * What the demonstration replays.
 *
 * @param dataset its name; null for the first file in the dataset folder, or the synthetic set where there is none
 * @param records how many records at most; null for all
 * @param rate how fast
 */
public record DemoRequest(
        @Nullable String dataset, @Nullable Long records, Rate rate) {
    public DemoRequest {
        if (records != null && records < 1) {
            throw new IllegalArgumentException("records is %d; it must be 1 or more".formatted(records));
        }
    }
}
