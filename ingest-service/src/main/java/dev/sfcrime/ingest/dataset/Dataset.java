package dev.sfcrime.ingest.dataset;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a dataset without reading it through.
 *
 * @param name the file's name, or the name of a built-in set
 * @param kind where the records come from
 * @param format how the records are written down, such as {@code json-array} or {@code csv+gzip}
 * @param sizeBytes the file's size as it lies on disk; null where there is no file
 * @param records how many records it holds, unreadable ones included; null until it was read through once
 * @param description one line for people
 */
public record Dataset(
        String name,
        Kind kind,
        String format,
        @Nullable Long sizeBytes,
        @Nullable Long records,
        String description) {

    /** Where a dataset's records come from. */
    public enum Kind {
        /** A file in the dataset folder. */
        FILE,

        /** Generated, the same ones each time. */
        SYNTHETIC
    }
}
