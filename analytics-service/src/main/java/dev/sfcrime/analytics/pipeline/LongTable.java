package dev.sfcrime.analytics.pipeline;

import java.util.Arrays;

/**
 * Numbers above 0 by key, in arrays: half of all messages may have a key of their own, and objects for each would keep the
 * garbage collector busier than the counting. A key that is missing has the number 0. For one thread.
 */
final class LongTable {
    private static final int SMALLEST = 1 << 8;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int UPPER_HALF = 32;

    /** Key and number of each slot, side by side: a large table is read where the processor has nothing of it at hand. */
    private long[] slots = new long[2 * SMALLEST];

    private int size;

    int size() {
        return size;
    }

    long of(long key) {
        return slots[slot(key) + 1];
    }

    /** Adds what is more than 0 to a key's number. */
    void add(long key, long growth) {
        int slot = slot(key);
        if (slots[slot + 1] == 0) {
            if (size >= slots.length / 4) {
                grow();
                slot = slot(key);
            }
            slots[slot] = key;
            size++;
        }
        slots[slot + 1] += growth;
    }

    long[] sortedKeys() {
        long[] sorted = new long[size];
        int end = 0;
        for (int slot = 0; slot < slots.length; slot += 2) {
            if (slots[slot + 1] != 0) {
                sorted[end++] = slots[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** Where the key stands, or the free place that it would get: a 0 stands behind it there. */
    private int slot(long key) {
        int mask = slots.length - 2;
        int slot = ((int) ((key * SPREAD) >>> UPPER_HALF) << 1) & mask;
        while (slots[slot + 1] != 0 && slots[slot] != key) {
            slot = (slot + 2) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i + 1] != 0) {
                int slot = slot(old[i]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
            }
        }
    }
}
