package dev.sfcrime.verify.messages;

import java.util.Optional;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.ReceivedMessage;

/** Any message of the topic, however old. */
interface MessageStore {
    /**
     * Reads one message.
     *
     * @return the message; empty where there is none: no such partition, an offset that is not taken yet, deleted, or
     *     held by a transaction's marker or an aborted message
     * @throws KafkaUnreachableException if Kafka does not answer in time
     */
    Optional<ReceivedMessage> read(int partition, long offset);
}
