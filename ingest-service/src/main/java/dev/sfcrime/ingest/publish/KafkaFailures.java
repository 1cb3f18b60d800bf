package dev.sfcrime.ingest.publish;

import java.util.concurrent.ExecutionException;

import dev.sfcrime.ingest.publish.PublishingException.Kind;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Kafka's failures sorted by what follows from them, and in words for users: what happened, and what to do. */
final class KafkaFailures {
    private KafkaFailures() {}

    static PublishingException of(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return of(cause == null ? failed : cause);
    }

    /** A failed transaction says only that it failed; its causes say why. */
    static PublishingException of(Throwable failure) {
        Throwable reason = failure;
        Kind kind = kind(reason);
        while (kind == Kind.UNAVAILABLE && reason.getCause() != null) {
            reason = reason.getCause();
            kind = kind(reason);
        }
        String what = reason.getClass().getSimpleName() + ": " + reason.getMessage();
        return new PublishingException(
                kind, "Kafka did not take a message (%s). %s".formatted(what, remedy(reason, kind)), failure);
    }

    private static Kind kind(Throwable failure) {
        if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
            return Kind.FENCED;
        }
        boolean refused = failure instanceof RecordTooLargeException
                || failure instanceof RecordBatchTooLargeException
                || failure instanceof AuthorizationException
                || failure instanceof AuthenticationException
                || failure instanceof SerializationException
                || failure instanceof UnsupportedVersionException;
        return refused ? Kind.REFUSED : Kind.UNAVAILABLE;
    }

    private static String remedy(Throwable failure, Kind kind) {
        if (failure instanceof KafkaException && kind != Kind.REFUSED) {
            return "It is tried again until it succeeds; check that Kafka runs and can be reached.";
        }
        if (failure instanceof RecordTooLargeException || failure instanceof RecordBatchTooLargeException) {
            return "Raise the topic's max.message.bytes and the producer's max.request.size, or shorten the record.";
        }
        if (failure instanceof AuthenticationException) {
            return "Check KAFKA_USER, KAFKA_PASSWORD and what begins with KAFKA_SSL_.";
        }
        if (failure instanceof AuthorizationException) {
            return "Give this service's Kafka user the right to write to the topics and to use transactions.";
        }
        return "The log of this service and of Kafka say more; then start the replay again.";
    }
}
