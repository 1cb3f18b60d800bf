package dev.sfcrime.verify.topic;

/** What the reader does. */
sealed interface ReaderState {
    /** Waits for Kafka or the topic. */
    record Waiting() implements ReaderState {}

    /** Reads so many partitions. */
    record Reading(int partitions) implements ReaderState {}

    /** Has failed, and is about to start over. */
    record Failed(String reason) implements ReaderState {}
}
