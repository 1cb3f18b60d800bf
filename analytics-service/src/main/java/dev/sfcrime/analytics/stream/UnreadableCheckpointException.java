package dev.sfcrime.analytics.stream;

/** A file of the checkpoint is not what Spark wrote. */
final class UnreadableCheckpointException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UnreadableCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }

    UnreadableCheckpointException(String message) {
        super(message);
    }
}
