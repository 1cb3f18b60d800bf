package dev.sfcrime.verify.deadletters;

import org.apache.kafka.common.KafkaException;

/** Kafka takes not even the beginning of a malformed message. */
final class LetterRefusedException extends KafkaException {
    private static final long serialVersionUID = 1L;

    LetterRefusedException(String topic, Throwable cause) {
        super(
                "the topic " + topic + " refuses even the first 512 KiB of a message; raise its max.message.bytes",
                cause);
    }
}
