package dev.sfcrime.analytics.aggregates;

import java.util.List;

/**
 * A question to the aggregates. Its answer depends on nothing but the question and the batch, so that it can be kept
 * until the next batch.
 *
 * @param <T> what the answer lists
 */
interface Query<T extends Record> {
    /** The most items to list. */
    int limit();

    /** How many items to leave out before the first. */
    int offset();

    /**
     * The answer.
     *
     * @throws OtherBatchException if the database stands at another batch than the cut
     */
    Selection<T> select(Cut cut, Lookup lookup);

    /**
     * A page of items.
     *
     * @param items the page
     * @param totalItems how many items there are on all pages
     */
    record Selection<T extends Record>(List<T> items, long totalItems) {}
}
