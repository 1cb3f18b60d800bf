package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Is told of every committed record of a topic, in order, by one thread at a time. */
public interface RecordListener {
    /** All told before no longer holds: reading begins with the first record of the topic, or there is none. */
    void startedOver();

    /** Whose records come next: the id of the topic, which changes when it is deleted and created again. */
    default void reading(Uuid topicId) {}

    /**
     * More has been read; called also when nothing was.
     *
     * @param records in each partition's order; may be none. Their values may stand among all that was fetched with them, so
     *     that who keeps one sees to it that not all of that is held
     * @param positions where the reader stands afterwards, for every partition, ascending
     */
    void received(ConsumerRecords<byte[], @Nullable ByteBuffer> records, List<ReadBatch.Position> positions);

    /**
     * What is to be done with what has been read and does not depend on what was read before; may be called by two threads
     * at once, and in another order than that of reading.
     *
     * @return calls {@link #received}; is itself called in order
     */
    default Runnable readThrough(
            ConsumerRecords<byte[], @Nullable ByteBuffer> records, List<ReadBatch.Position> positions) {
        return () -> received(records, positions);
    }

    /** Reading is to stop: whoever holds it up lets go. Told by another thread than those that read. */
    default void stopping() {}
}
