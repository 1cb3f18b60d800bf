/** Kafka's own performance tools, each run in a JVM of its own, as its scripts do, and what is held beside them. */
@NullMarked
package dev.sfcrime.bench.tool;

import org.jspecify.annotations.NullMarked;
