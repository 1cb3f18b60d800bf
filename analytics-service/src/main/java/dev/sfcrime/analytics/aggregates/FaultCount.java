package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.wire.InjectedFault;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of one replay were injected for one fault, as a total or as what it grew by.
 *
 * @param replayId the replay; null for messages that carry no replay id
 * @param fault what the messages say that they are
 * @param count how many messages, valid or not
 */
public record FaultCount(@Nullable String replayId, InjectedFault fault, long count) {}
