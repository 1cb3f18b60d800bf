package dev.sfcrime.analytics.stream;

/** Store, checkpoint, topic and settings do not belong together: going on would miscount. */
final class HistoryMismatchException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    HistoryMismatchException(String difference) {
        super(difference + ". Put back what was changed, or count anew from Kafka: " + Rebuild.REMEDY);
    }
}
