package dev.sfcrime.verify.topic;

/** Is told of every message of the topic of calls, by the one thread that reads; whoever takes long here holds up the reading. */
public interface TopicListener {
    /** All told before no longer holds: reading begins with the first message of the topic. */
    void startedOver();

    /** More has been read; called also when nothing was, with where the reader stands. */
    void received(ReadBatch batch);
}
