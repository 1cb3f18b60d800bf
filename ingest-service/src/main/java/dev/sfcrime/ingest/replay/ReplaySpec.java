package dev.sfcrime.ingest.replay;

import dev.sfcrime.ingest.dataset.RecordOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is asked to do. {@code skip} and {@code limit} cut a slice out of the dataset, unreadable records
 * included; the slice is then sent {@code loops} times.
 *
 * @param dataset name of the dataset
 * @param pace how fast, until it is changed
 * @param order in which order
 * @param skip how many records to pass over at the dataset's start
 * @param limit how many records to take after them; null for all
 * @param loops how many times; 0 for endlessly
 * @param faults what to inject
 */
record ReplaySpec(
        String dataset,
        Pace pace,
        RecordOrder order,
        long skip,
        @Nullable Long limit,
        long loops,
        Faults faults) {

    /** A replay that injects nothing. */
    ReplaySpec(String dataset, Pace pace, RecordOrder order, long skip, @Nullable Long limit, long loops) {
        this(dataset, pace, order, skip, limit, loops, Faults.NONE);
    }

    boolean isEndless() {
        return loops == 0;
    }

    /** How many records of the dataset are wanted at most; null for all. */
    @Nullable
    Long recordsWanted() {
        return limit == null || limit > Long.MAX_VALUE - skip ? null : skip + limit;
    }

    /** How many records the slice has in a dataset of so many. */
    long sliceOf(long datasetRecords) {
        long rest = Math.max(0, datasetRecords - skip);
        return limit == null ? rest : Math.min(rest, limit);
    }

    /** Whether both were asked for in the same words: a seed that was drawn makes no difference. */
    boolean asksTheSameAs(ReplaySpec other) {
        return asAsked().equals(other.asAsked());
    }

    private ReplaySpec asAsked() {
        return new ReplaySpec(dataset, pace, order, skip, limit, loops, faults.asAsked());
    }
}
