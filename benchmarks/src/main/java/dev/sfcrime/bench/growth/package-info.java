/** Counting as the number of records grows: throughput, batches, memory and disk. */
@NullMarked
package dev.sfcrime.bench.growth;

import org.jspecify.annotations.NullMarked;
