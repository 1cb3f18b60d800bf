package dev.sfcrime.local.stack;

/** The stack could not be started or stopped; the message tells a user why and what to do. */
public sealed class StackException extends RuntimeException permits NotReadyException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
