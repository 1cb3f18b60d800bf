package dev.sfcrime.analytics.aggregates;

/**
 * Valid calls that came late.
 *
 * @param droppedByRetention calls of event hours that the retention had let go: in no aggregate but those by replay
 * @param afterFinal calls that were counted into event hours which had been called final before
 */
record LateCalls(long droppedByRetention, long afterFinal) {
    static final LateCalls NONE = new LateCalls(0, 0);

    LateCalls plus(long dropped, long countedAfterFinal) {
        return new LateCalls(droppedByRetention + dropped, afterFinal + countedAfterFinal);
    }
}
