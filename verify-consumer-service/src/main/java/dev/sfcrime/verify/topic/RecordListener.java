package dev.sfcrime.verify.topic;

import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** Is told of every committed record of a topic, by the one thread that reads it. */
public interface RecordListener {
    /** All told before no longer holds: reading begins with the first record of the topic, or there is none. */
    void startedOver();

    /** Whose records come next: the id of the topic, which changes when it is deleted and created again. */
    default void reading(Uuid topicId) {}

    /**
     * More has been read; called also when nothing was.
     *
     * @param records in each partition's order; may be none
     * @param positions where the reader stands afterwards, for every partition, ascending
     */
    void received(ConsumerRecords<byte[], byte @Nullable []> records, List<ReadBatch.Position> positions);

    /** Reading is to stop: whoever holds it up lets go. Told by another thread than the one that reads. */
    default void stopping() {}
}
