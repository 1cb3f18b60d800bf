package dev.sfcrime.analytics.pipeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls each cell of the cube has. A table of primitives, because half of all messages may have a cell of their
 * own: objects for each would keep the garbage collector busier than the counting. For one thread.
 */
final class Cells {
    private static final int SMALLEST_TABLE = 1 << 10;
    private static final int KIND_BITS = 32;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    /** Crime type and disposition, numbered as first seen. */
    private final List<Kind> kinds = new ArrayList<>();

    private final Map<String, Map<String, Integer>> numbers = new HashMap<>();

    /** Hour and kind; the slot is free where the count is 0. */
    private long[] keys = new long[SMALLEST_TABLE];

    private long[] counts = new long[SMALLEST_TABLE];
    private int size;

    /** What a cell counts in its hour. */
    record Kind(String crimeType, String disposition) {}

    /** Takes one cell. */
    @FunctionalInterface
    interface Reader {
        void take(long hour, int kind, long count);
    }

    /** Counts a call; the hour is a number of hours, of at least 0 and below 2^31. */
    void count(long hour, String crimeType, String disposition) {
        int kind = numbers.computeIfAbsent(crimeType, unseen -> new HashMap<>())
                .computeIfAbsent(disposition, unseen -> {
                    kinds.add(new Kind(crimeType, disposition));
                    return kinds.size() - 1;
                });
        long key = hour << KIND_BITS | kind;
        int slot = slot(key);
        if (counts[slot] == 0) {
            if (size >= keys.length / 2) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        counts[slot]++;
    }

    /** The kinds, by number. */
    List<Kind> kinds() {
        return kinds;
    }

    /** How many cells there are. */
    int size() {
        return size;
    }

    void forEach(Reader reader) {
        for (int slot = 0; slot < keys.length; slot++) {
            if (counts[slot] != 0) {
                reader.take(keys[slot] >>> KIND_BITS, (int) keys[slot], counts[slot]);
            }
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SPREAD) >>> KIND_BITS) & mask;
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[oldKeys.length * 2];
        counts = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
