package dev.sfcrime.verify.deadletters;

import dev.sfcrime.verify.topic.ReceivedMessage;
import org.apache.kafka.common.Uuid;

/**
 * A malformed message on its way.
 *
 * @param topicId the topic that it was read from, as its reader had it
 * @param message the message
 * @param cut whether no more than its beginning is to be routed
 */
record PendingLetter(Uuid topicId, ReceivedMessage message, boolean cut) {
    PendingLetter(Uuid topicId, ReceivedMessage message) {
        this(topicId, message, false);
    }

    PendingLetter asCut() {
        return new PendingLetter(topicId, message, true);
    }
}
