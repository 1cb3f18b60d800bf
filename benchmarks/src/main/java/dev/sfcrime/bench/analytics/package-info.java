/** The analytics-service beside other engines that count the same views: how fast they catch up, and how late they are. */
@NullMarked
package dev.sfcrime.bench.analytics;

import org.jspecify.annotations.NullMarked;
