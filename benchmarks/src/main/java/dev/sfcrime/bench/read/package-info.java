/** Reading the aggregates over HTTP while batches commit, beside a constant answer of the same server. */
@NullMarked
package dev.sfcrime.bench.read;

import org.jspecify.annotations.NullMarked;
