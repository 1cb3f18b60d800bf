package dev.sfcrime.analytics.aggregates;

/** Who keeps the counts from one micro-batch to the next. */
public enum StateKeeper {
    /** The aggregates alone: batches bring what counts grew by. */
    STORE,

    /** Spark too, in the state of the query: batches bring the totals of the counts that changed. */
    SPARK
}
