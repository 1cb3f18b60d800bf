/** The analytics service: counts calls for service with Spark, and answers over HTTP. */
@NullMarked
package dev.sfcrime.analytics;

import org.jspecify.annotations.NullMarked;
