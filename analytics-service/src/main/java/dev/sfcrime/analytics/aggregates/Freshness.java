package dev.sfcrime.analytics.aggregates;

/** How far the aggregates are behind the topic. Calls are cheap: they answer from what is already known. */
public interface Freshness {
    /** Records in the topic that the last committed batch does not hold. */
    long lagRecords();

    /**
     * How long the oldest record that the aggregates do not hold has been in the topic, in milliseconds; 0 where they
     * hold all, {@link Long#MAX_VALUE} where nobody knows because no query runs.
     */
    long oldestUnprocessedAgeMillis();
}
