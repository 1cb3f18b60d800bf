package dev.sfcrime.ingest.publish;

import org.jspecify.annotations.Nullable;

/** Kafka did not do what it was asked to. The message says why and what to do, for users. */
public final class PublishingException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What follows from the failure. */
    public enum Kind {
        /** It may succeed another time: Kafka is away, or lost the transaction. What became of that is unknown. */
        UNAVAILABLE,

        /** Another session of the same replay has begun, or the transaction took too long. */
        FENCED,

        /** It fails each time until somebody changes something. */
        REFUSED
    }

    private final Kind kind;

    public PublishingException(Kind kind, String causeAndRemedy, @Nullable Throwable cause) {
        super(causeAndRemedy, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
