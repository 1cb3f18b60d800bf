package dev.sfcrime.verify.topic;

import java.util.List;

/**
 * What one poll brought.
 *
 * @param messages in each partition's order; may be none
 * @param positions where the reader stands afterwards, for every partition, ascending
 */
public record ReadBatch(List<ReceivedMessage> messages, List<Position> positions) {
    /**
     * Where the reader stands in one partition.
     *
     * @param partition number from 0
     * @param firstOffset where reading began
     * @param nextOffset what is read next
     * @param endOffset the end that consumers may read to: no further than the first open transaction
     */
    public record Position(int partition, long firstOffset, long nextOffset, long endOffset) {
        /** How many offsets are still to be read. */
        public long lag() {
            return endOffset - nextOffset;
        }
    }
}
