package dev.sfcrime.calls;

/**
 * A text that is no call for service. The message is one short reason, fit to be shown to a user and to be counted by.
 * Carries no stack trace: bad records are expected, and may come by the million.
 */
public final class UnreadableCallException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableCallException(String reason) {
        super(reason, null, false, false);
    }
}
