/** What others would build instead of the suite's analytics-service: the same three views, each in a process of its own. */
@NullMarked
package dev.sfcrime.bench.analytics.engines;

import org.jspecify.annotations.NullMarked;
