/** Kafka's messages as rows that hold what is counted, and no more. */
@NullMarked
package dev.sfcrime.analytics.source;

import org.jspecify.annotations.NullMarked;
