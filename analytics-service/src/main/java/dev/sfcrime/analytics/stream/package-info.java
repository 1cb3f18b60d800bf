/** The streaming query at run time: Spark's session, the query's life, its progress and how far it is behind. */
@NullMarked
package dev.sfcrime.analytics.stream;

import org.jspecify.annotations.NullMarked;
