package dev.sfcrime.analytics.aggregates;

/** The database stands at another batch than the cut: one has just been committed. To be tried again. */
final class OtherBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OtherBatchException() {
        super("A batch was committed meanwhile", null, false, false);
    }
}
