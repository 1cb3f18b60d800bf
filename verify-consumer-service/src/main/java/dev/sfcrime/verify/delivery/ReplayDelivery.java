package dev.sfcrime.verify.delivery;

import java.util.Arrays;

import org.roaringbitmap.longlong.Roaring64NavigableMap;

/**
 * What has arrived of one replay, exactly: a compressed bitmap holds every sequence seen. A run of sequences costs a
 * few bytes; scattered ones cost a bit each where they are dense.
 *
 * <p>{@code Roaring64NavigableMap} took 15 ns for a check and an add over interleaved partitions, {@code Roaring64Bitmap} 50.
 *
 * <p>Not thread-safe: {@link Deliveries} guards it.
 */
final class ReplayDelivery {
    private static final int ADDS_BETWEEN_COMPRESSIONS = 1 << 16;

    private final String replayId;
    private final long arrival;
    private final Roaring64NavigableMap seen = new Roaring64NavigableMap();
    private long received;
    private long distinct;
    private long outOfOrder;
    private long firstSequence = Long.MAX_VALUE;
    private long lastSequence;
    /** By partition; 0 where none has been seen. */
    private long[] highest = new long[0];

    /**
     * Starts with nothing.
     *
     * @param arrival as the how-manieth replay this one was first seen
     */
    ReplayDelivery(String replayId, long arrival) {
        this.replayId = replayId;
        this.arrival = arrival;
    }

    String replayId() {
        return replayId;
    }

    long arrival() {
        return arrival;
    }

    void add(int partition, long sequence) {
        received++;
        if (!seen.contains(sequence)) {
            seen.addLong(sequence);
            distinct++;
            firstSequence = Math.min(firstSequence, sequence);
            lastSequence = Math.max(lastSequence, sequence);
            if (distinct % ADDS_BETWEEN_COMPRESSIONS == 0) {
                seen.runOptimize();
            }
        }
        if (partition >= highest.length) {
            highest = Arrays.copyOf(highest, partition + 1);
        }
        if (sequence < highest[partition]) {
            outOfOrder++;
        } else {
            highest[partition] = sequence;
        }
    }

    ReplayReport report() {
        return new ReplayReport(
                replayId,
                received,
                distinct,
                received - distinct,
                lastSequence - distinct,
                outOfOrder,
                firstSequence,
                lastSequence);
    }
}
