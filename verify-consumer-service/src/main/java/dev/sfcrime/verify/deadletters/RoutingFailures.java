package dev.sfcrime.verify.deadletters;

import java.util.Optional;

import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells failures that pass from those that do not. */
final class RoutingFailures {
    private RoutingFailures() {}

    /** Why trying again would not help; empty where it may. */
    static Optional<String> whyToEnd(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return Optional.empty();
            }
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return Optional.of("another verify service routes dead letters");
            }
            if (cause instanceof AuthorizationException || cause instanceof LetterRefusedException) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
        }
        return Optional.empty();
    }
}
