package dev.sfcrime.acceptance;

/**
 * A message of the topic of calls, as any Kafka consumer reads it.
 *
 * @param position where it lies
 * @param replayId which replay sent it
 * @param sequence as the how-manieth
 * @param injected which fault it is; null for a record of the dataset
 * @param call what it holds; null where it says that it is malformed: whether others find that too is what is tested
 */
record Message(Position position, String replayId, long sequence, String injected, Call call) {
    static final String MALFORMED = "malformed";
    static final String DUPLICATE = "duplicate";
    static final String LATE = "late";

    boolean is(String fault) {
        return fault.equals(injected);
    }

    /** Whether it is a record of the dataset, rather than a fault put in beside them. */
    boolean isRecord() {
        return injected == null;
    }

    /** A place in the topic. */
    record Position(int partition, long offset) {}
}
