package dev.sfcrime.verify.reconcile;

import java.util.Map;

/**
 * The ends of the partitions of calls at an instant after a replay's last message was committed: whoever has read up to
 * here has seen the whole replay.
 *
 * <p>They are the ends of all that is written, not of what is committed: where the marker of a replay's last transaction
 * is still on its way, the latter would lie before that transaction's messages.
 *
 * @param byPartition next offset by partition
 */
record EndOffsets(Map<Integer, Long> byPartition) {
    /** How many offsets a reader that stands at these positions has still to read. */
    long lagOf(Map<Integer, Long> nextOffsets) {
        return byPartition.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - nextOffsets.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** All offsets before the ends. */
    long total() {
        return byPartition.values().stream().mapToLong(Long::longValue).sum();
    }
}
