package dev.sfcrime.verify.topic;

import org.apache.kafka.common.Uuid;

/** What Kafka last said of the topic. */
public sealed interface TopicState {
    /**
     * Kafka has the topic.
     *
     * @param id changes when the topic is deleted and created again
     * @param partitions how many it has; may grow
     */
    record Present(Uuid id, int partitions) implements TopicState {}

    /** Kafka answers, and has no such topic. */
    record Missing() implements TopicState {}

    /** Kafka does not answer, or has not been asked yet. */
    record Unreachable(String reason) implements TopicState {}
}
