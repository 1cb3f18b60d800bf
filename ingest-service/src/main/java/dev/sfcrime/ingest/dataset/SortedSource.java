package dev.sfcrime.ingest.dataset;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * A source's records by event time. The first call is there only when all are read; rejected records, which have no
 * time, come before it.
 */
final class SortedSource implements RecordSource {
    private static final double NEARLY_DONE = 0.99;

    private final RecordSource unsorted;
    private final EventTimeSorter sorter;
    private @Nullable SortedRun sorted;
    private long read;
    private volatile long position;
    private volatile @Nullable Long total;

    /** Takes both over, and closes them. */
    SortedSource(RecordSource unsorted, EventTimeSorter sorter) {
        this.unsorted = unsorted;
        this.sorter = sorter;
        this.total = unsorted.totalRecords();
    }

    @Override
    public @Nullable DatasetRecord next() throws IOException {
        DatasetRecord record = sorted == null ? sortUntilRejected() : null;
        if (record == null && sorted != null) {
            record = nextSorted(sorted);
        }
        if (record != null) {
            read++;
            position = read;
        }
        return record;
    }

    private @Nullable DatasetRecord sortUntilRejected() throws IOException {
        DatasetRecord record = unsorted.next();
        while (record instanceof ReadCall valid) {
            sorter.add(valid.message());
            record = unsorted.next();
        }
        if (record == null) {
            sorted = sorter.sorted();
            total = unsorted.position();
            unsorted.close();
        }
        return record;
    }

    private static @Nullable DatasetRecord nextSorted(SortedRun sorted) throws IOException {
        SortedRun.Entry entry = sorted.next();
        return entry == null ? null : new ReadCall(entry.call());
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public @Nullable Long totalRecords() {
        return total;
    }

    @Override
    public double fractionRead() {
        Long all = total;
        if (all == null) {
            return 0;
        }
        return all == 0 ? 1 : (double) position / all;
    }

    @Override
    public double fractionPrepared() {
        return sorted == null ? NEARLY_DONE * unsorted.fractionRead() : 1;
    }

    @Override
    public String fingerprint() {
        return unsorted.fingerprint();
    }

    @Override
    public void close() throws IOException {
        try (unsorted) {
            sorter.close();
        }
    }
}
