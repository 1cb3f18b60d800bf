package dev.sfcrime.ingest.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.ingest.dataset.RejectedRecord;

/** The first records that a replay could not read; the others are only counted. Thread-safe. */
final class RejectedRecords {
    private final int capacity;

    /** By their place in the dataset, since another loop meets them again. Guarded by this. */
    private final Map<Long, RejectedRecord> first = new LinkedHashMap<>();

    RejectedRecords(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(RejectedRecord rejected) {
        if (first.size() < capacity) {
            first.putIfAbsent(rejected.index(), rejected);
        }
    }

    synchronized List<RejectedRecord> first(int limit) {
        return first.values().stream().limit(limit).toList();
    }
}
