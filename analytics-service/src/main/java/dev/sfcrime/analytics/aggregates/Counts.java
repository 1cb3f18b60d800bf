package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;
import java.util.function.LongUnaryOperator;

import dev.sfcrime.analytics.packing.Packer;
import dev.sfcrime.analytics.packing.Unpacker;

/**
 * Counts by key, and their packed form in the database: the number of counts, then key and count of each in ascending
 * order of keys, each key as its distance from the one before, all as unsigned LEB128 numbers.
 *
 * <p>A map of primitives, because a catch-up batch makes some hundred thousand entries. Keys and counts are not
 * negative; a key without a count counts 0. Not thread-safe while it changes.
 */
final class Counts {
    private static final long FREE = -1;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final int SMALLEST_TABLE = 8;

    /** What most keys and their counts take. */
    private static final int BYTES_OF_MOST = 3;

    private long[] keys;
    private long[] counts;
    private int used;

    Counts() {
        this(SMALLEST_TABLE);
    }

    private Counts(int tableSize) {
        keys = new long[tableSize];
        counts = new long[tableSize];
        Arrays.fill(keys, FREE);
    }

    private Counts(Counts other) {
        keys = other.keys.clone();
        counts = other.counts.clone();
        used = other.used;
    }

    Counts copy() {
        return new Counts(this);
    }

    long of(long key) {
        int slot = slot(key);
        return keys[slot] == key ? counts[slot] : 0;
    }

    /** Sets the count of a key, and returns by how much it grew. */
    long set(long key, long count) {
        int slot = claimed(key);
        long growth = count - counts[slot];
        counts[slot] = count;
        return growth;
    }

    void add(long key, long growth) {
        int slot = claimed(key);
        counts[slot] += growth;
    }

    void addAll(Counts growths) {
        for (int i = 0; i < growths.keys.length; i++) {
            if (growths.keys[i] != FREE) {
                add(growths.keys[i], growths.counts[i]);
            }
        }
    }

    /** The same counts, added up by what a function makes of their keys. */
    Counts rolledUp(LongUnaryOperator toKey) {
        Counts rollUp = new Counts();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                rollUp.add(toKey.applyAsLong(keys[i]), counts[i]);
            }
        }
        return rollUp;
    }

    long sum() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    /** How many keys have a count above 0. */
    int size() {
        int size = 0;
        for (long count : counts) {
            if (count != 0) {
                size++;
            }
        }
        return size;
    }

    /** The keys with a count above 0, ascending. */
    long[] sortedKeys() {
        long[] sorted = new long[used];
        int size = 0;
        for (int i = 0; i < keys.length; i++) {
            if (counts[i] != 0) {
                sorted[size++] = keys[i];
            }
        }
        sorted = size == used ? sorted : Arrays.copyOf(sorted, size);
        Arrays.sort(sorted);
        return sorted;
    }

    byte[] packed() {
        long[] sorted = sortedKeys();
        Packer packer = new Packer(BYTES_OF_MOST * sorted.length);
        packer.number(sorted.length);
        long before = 0;
        for (long key : sorted) {
            packer.number(key - before);
            packer.number(of(key));
            before = key;
        }
        return packer.packed();
    }

    static Counts unpacked(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        int size = unpacker.smallNumber();
        Counts counts = new Counts(tableSizeFor(size));
        long key = 0;
        for (int i = 0; i < size; i++) {
            key += unpacker.number();
            counts.set(key, unpacker.number());
        }
        return counts;
    }

    private int claimed(long key) {
        int slot = slot(key);
        if (keys[slot] == key) {
            return slot;
        }
        if (used >= keys.length / 4 * 3) {
            grow();
            slot = slot(key);
        }
        keys[slot] = key;
        used++;
        return slot;
    }

    /** The key's slot, or the free one that it would get. */
    private int slot(long key) {
        int mask = keys.length - 1;
        int slot = (int) ((key * SPREAD) >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != FREE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        Counts bigger = new Counts(keys.length * 2);
        bigger.addAll(this);
        keys = bigger.keys;
        counts = bigger.counts;
    }

    private static int tableSizeFor(int size) {
        return Math.max(SMALLEST_TABLE, Integer.highestOneBit(size * 2) * 2);
    }
}
