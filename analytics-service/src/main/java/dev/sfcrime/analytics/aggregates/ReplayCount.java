package dev.sfcrime.analytics.aggregates;

import org.jspecify.annotations.Nullable;

/**
 * How many messages of one replay there are in all.
 *
 * @param replayId the replay; null for messages that carry no replay id
 * @param counted valid calls, absolute total
 * @param malformed messages that are no call, absolute total
 */
public record ReplayCount(@Nullable String replayId, long counted, long malformed) {}
