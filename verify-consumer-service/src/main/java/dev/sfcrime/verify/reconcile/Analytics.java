package dev.sfcrime.verify.reconcile;

/** Spark's side, as the analytics-service tells it. */
interface Analytics {
    /** Spark's figures, with those of one replay, all of one batch. */
    SparkSide totals(String replayId);
}
