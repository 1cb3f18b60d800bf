/**
 * The tuning lab: moves one property after the other away from what the suite ships, measures what that does to throughput
 * and latency, and writes the page on tuning.
 */
@NullMarked
package dev.sfcrime.bench.tune;

import org.jspecify.annotations.NullMarked;
