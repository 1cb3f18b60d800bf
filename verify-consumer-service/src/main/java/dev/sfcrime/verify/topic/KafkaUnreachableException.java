package dev.sfcrime.verify.topic;

import dev.sfcrime.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Kafka did not answer in time; answered with 503. */
public final class KafkaUnreachableException extends ProblemException {
    private static final long serialVersionUID = 1L;

    public KafkaUnreachableException(@Nullable Throwable cause) {
        super(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Kafka does not answer",
                "Kafka did not hand out messages in time; try again later",
                cause);
    }
}
