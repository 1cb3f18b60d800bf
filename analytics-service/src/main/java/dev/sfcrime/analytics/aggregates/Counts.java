package dev.sfcrime.analytics.aggregates;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

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
    private static final int LONGEST_NUMBER = 10;

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

    /**
     * The same counts, apart by the upper bits of their keys; the lower bits are the keys within.
     *
     * @param bits how many bits are the lower
     */
    Map<Long, Counts> split(int bits) {
        Map<Long, Counts> parts = new HashMap<>();
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != FREE) {
                parts.computeIfAbsent(keys[i] >>> bits, none -> new Counts())
                        .add(keys[i] & ((1L << bits) - 1), counts[i]);
            }
        }
        return parts;
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
        byte[] bytes = new byte[(1 + 2 * sorted.length) * LONGEST_NUMBER];
        int end = put(bytes, 0, sorted.length);
        long before = 0;
        for (long key : sorted) {
            end = put(bytes, end, key - before);
            end = put(bytes, end, of(key));
            before = key;
        }
        return Arrays.copyOf(bytes, end);
    }

    static Counts unpacked(byte[] bytes) {
        Unpacker unpacker = new Unpacker(bytes);
        int size = (int) unpacker.next();
        Counts counts = new Counts(tableSizeFor(size));
        long key = 0;
        for (int i = 0; i < size; i++) {
            key += unpacker.next();
            counts.set(key, unpacker.next());
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

    private static int put(byte[] bytes, int at, long number) {
        int end = at;
        long rest = number;
        while ((rest & ~0x7FL) != 0) {
            bytes[end++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[end++] = (byte) rest;
        return end;
    }

    private static final class Unpacker {
        private final byte[] bytes;
        private int at;

        Unpacker(byte[] bytes) {
            this.bytes = bytes;
        }

        long next() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = bytes[at++];
                number |= (part & 0x7FL) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }
    }
}
