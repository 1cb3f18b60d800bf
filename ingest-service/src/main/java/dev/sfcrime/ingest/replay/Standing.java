package dev.sfcrime.ingest.replay;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a replay is meant to do, at one moment.
 *
 * @param state its state
 * @param pace its pace
 * @param finishedAt when it reached a final state; null before
 * @param failure why it did not complete; null where there is nothing to say
 * @param runningMillis how long it has been running, pauses not counted
 * @param change the newest change that this includes, see {@link Changes}
 */
record Standing(
        ReplayState state,
        Pace pace,
        @Nullable Instant finishedAt,
        @Nullable String failure,
        long runningMillis,
        long change) {}
