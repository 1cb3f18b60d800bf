package dev.sfcrime.verify.topic;

import org.apache.kafka.common.Uuid;

/** Is told of every message of the topic of calls, in order, by one thread at a time; whoever takes long here holds up the reading. */
public interface TopicListener {
    /** All told before no longer holds: reading begins with the first message of the topic. */
    void startedOver();

    /** Whose messages come next: the id of the topic, which changes when it is deleted and created again. */
    default void reading(Uuid topicId) {}

    /** More has been read; called also when nothing was, with where the reader stands. */
    void received(ReadBatch batch);

    /** Reading is to stop: whoever holds it up lets go. Told by another thread than those that read. */
    default void stopping() {}
}
