package dev.sfcrime.verify.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of sequence numbers, exact and compressed: a run of them costs a few bytes, scattered ones a bit each where they
 * are dense.
 *
 * <p>Numbers are cut into blocks of 2^32, a bitmap for each. RoaringBitmap's own sets of longs add no faster, and
 * cannot tell the next number that they lack.
 *
 * <p>Not thread-safe: {@link Deliveries} guards it.
 */
final class SequenceSet {
    private static final int ADDS_BETWEEN_COMPRESSIONS = 1 << 16;
    private static final long BLOCK = 1L << Integer.SIZE;

    /** By the upper 32 bits. */
    private final NavigableMap<Integer, RoaringBitmap> blocks = new TreeMap<>();

    private long size;

    /** The block that was added to last, as the next number mostly belongs there too. */
    private @Nullable RoaringBitmap lastBlock;

    private int lastUpper;

    /** Adds one; false if it was there already. */
    boolean add(long sequence) {
        RoaringBitmap block = blockOf(upper(sequence));
        if (!block.checkedAdd((int) sequence)) {
            return false;
        }
        size++;
        if (size % ADDS_BETWEEN_COMPRESSIONS == 0) {
            block.runOptimize();
        }
        return true;
    }

    private RoaringBitmap blockOf(int upper) {
        RoaringBitmap last = lastBlock;
        if (last != null && upper == lastUpper) {
            return last;
        }
        RoaringBitmap block = blocks.computeIfAbsent(upper, created -> new RoaringBitmap());
        lastBlock = block;
        lastUpper = upper;
        return block;
    }

    long size() {
        return size;
    }

    /** How many numbers from 1 to this one are not in the set. */
    long missingUpTo(long last) {
        if (last <= 0) {
            return 0;
        }
        long present = 0;
        for (RoaringBitmap block : blocks.headMap(upper(last)).values()) {
            present += block.getLongCardinality();
        }
        RoaringBitmap block = blocks.get(upper(last));
        return last - present - (block == null ? 0 : block.rankLong((int) last));
    }

    /** The first {@code limit} runs of numbers from 1 to {@code last} that are not in the set, ascending. */
    List<SequenceRange> rangesMissingUpTo(long last, int limit) {
        List<SequenceRange> ranges = new ArrayList<>();
        long from = nextAbsent(1);
        while (from <= last && ranges.size() < limit) {
            long next = Math.min(nextPresent(from), last + 1);
            ranges.add(new SequenceRange(from, next - 1));
            from = nextAbsent(next);
        }
        return ranges;
    }

    private long nextAbsent(long from) {
        int upper = upper(from);
        long lower = lower(from);
        while (true) {
            RoaringBitmap block = blocks.get(upper);
            if (block == null) {
                return upper * BLOCK + lower;
            }
            long absent = block.nextAbsentValue((int) lower);
            if (absent >= 0 && absent < BLOCK) {
                return upper * BLOCK + absent;
            }
            upper++;
            lower = 0;
        }
    }

    private long nextPresent(long from) {
        RoaringBitmap block = blocks.get(upper(from));
        long present = block == null ? -1 : block.nextValue((int) from);
        if (present >= 0) {
            return upper(from) * BLOCK + present;
        }
        Map.Entry<Integer, RoaringBitmap> next = blocks.higherEntry(upper(from));
        return next == null
                ? Long.MAX_VALUE
                : next.getKey() * BLOCK + next.getValue().nextValue(0);
    }

    private static int upper(long sequence) {
        return (int) (sequence >>> Integer.SIZE);
    }

    private static long lower(long sequence) {
        return sequence & (BLOCK - 1);
    }
}
