package dev.sfcrime.ingest.publish;

import java.time.Duration;

import dev.sfcrime.wire.Topics;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Kafka's refusals in words for users: what happened, and what to do. */
final class KafkaFailures {
    private KafkaFailures() {}

    static String describe(Exception failure) {
        return "Kafka did not take a message (%s: %s). %s"
                .formatted(failure.getClass().getSimpleName(), failure.getMessage(), remedy(failure));
    }

    static String topicMissing(Duration waited) {
        return "The topic %s could not be created within %d s. %s"
                .formatted(Topics.CALLS, waited.toSeconds(), "Check that Kafka runs, then start the replay again.");
    }

    private static String remedy(Exception failure) {
        if (failure instanceof TimeoutException) {
            return "Check that Kafka runs and can be reached, then start the replay again.";
        }
        if (failure instanceof RecordTooLargeException) {
            return "Raise the topic's max.message.bytes and the producer's max.request.size, or shorten the record.";
        }
        if (failure instanceof UnknownTopicOrPartitionException) {
            return "The topic was deleted; restart this service to create it again.";
        }
        if (failure instanceof AuthorizationException || failure instanceof AuthenticationException) {
            return "Give this service's Kafka user the right to write to the topic.";
        }
        return "The log of this service and of Kafka say more; then start the replay again.";
    }
}
