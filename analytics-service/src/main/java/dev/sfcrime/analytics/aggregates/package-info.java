/** The durable aggregates: the store that takes one micro-batch in one transaction, and the API that reads it. */
@NullMarked
package dev.sfcrime.analytics.aggregates;

import org.jspecify.annotations.NullMarked;
