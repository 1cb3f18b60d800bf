package dev.sfcrime.bench.analytics;

/**
 * What an engine has counted under a key.
 *
 * @param count calls
 * @param description what a radio code means; "" where the table lacks it, and in other views
 */
record Counted(long count, String description) {}
