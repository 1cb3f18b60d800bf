package dev.sfcrime.ingest.replay;

import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.ingest.dataset.RejectedRecord;

/** The first records that a replay could not read; the others are only counted. Thread-safe. */
final class RejectedRecords {
    private final int capacity;

    /** Guarded by this. */
    private final List<RejectedRecord> first = new ArrayList<>();

    RejectedRecords(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(RejectedRecord rejected) {
        if (first.size() < capacity) {
            first.add(rejected);
        }
    }

    synchronized List<RejectedRecord> first(int limit) {
        return List.copyOf(first.subList(0, Math.min(limit, first.size())));
    }
}
