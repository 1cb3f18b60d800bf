package dev.sfcrime.analytics.aggregates;

import org.jspecify.annotations.Nullable;

/**
 * How many messages of one replay there are, as a total or as what it grew by.
 *
 * @param replayId the replay; null for messages that carry no replay id
 * @param counted valid calls
 * @param malformed messages that are no call
 */
public record ReplayCount(@Nullable String replayId, long counted, long malformed) {}
