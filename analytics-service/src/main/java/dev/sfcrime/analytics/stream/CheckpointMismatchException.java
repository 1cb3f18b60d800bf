package dev.sfcrime.analytics.stream;

/** The aggregate store and the checkpoint do not belong together: going on would miscount. */
final class CheckpointMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    CheckpointMismatchException(String difference) {
        super(difference + ". Put back the one that was replaced, or delete both (./sfcrime reset) to count anew from"
                + " the start of the topic");
    }
}
