package dev.sfcrime.verify.reconcile;

/** What came of asking the analytics-service. */
sealed interface SparkSide {
    /** It answered. */
    record Answered(SparkTotals totals) implements SparkSide {}

    /** It did not, or not with totals. */
    record Unreachable(String reason) implements SparkSide {}
}
