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

    private long[] keys = new long[SMALLEST];
    private long[] numbers = new long[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    long of(long key) {
        return numbers[slot(key)];
    }

    /** Adds what is more than 0 to a key's number. */
    void add(long key, long growth) {
        int slot = slot(key);
        if (numbers[slot] == 0) {
            if (size >= keys.length / 2) {
                grow();
                slot = slot(key);
            }
            keys[slot] = key;
            size++;
        }
        numbers[slot] += growth;
    }

    long[] sortedKeys() {
        long[] sorted = new long[size];
        int end = 0;
        for (int slot = 0; slot < keys.length; slot++) {
            if (numbers[slot] != 0) {
                sorted[end++] = keys[slot];
            }
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** The key's slot, or the free one that it would get: there a 0 stands. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SPREAD) >>> UPPER_HALF) & mask;
        while (numbers[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldNumbers = numbers;
        keys = new long[oldKeys.length * 2];
        numbers = new long[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                numbers[slot] = oldNumbers[i];
            }
        }
    }
}
