package dev.sfcrime.verify.messages;

import dev.sfcrime.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Kafka did not answer in time; answered with 503. */
final class KafkaUnreachableException extends ProblemException {
    private static final long serialVersionUID = 1L;

    KafkaUnreachableException(@Nullable Throwable cause) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Kafka does not answer",
                "Kafka did not hand out the message in time; try again later",
                cause);
    }
}
