package dev.sfcrime.analytics.aggregates;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What counts are made of. Batches of one history can be added up; those of another begin anew.
 *
 * @param checkpointId id that the stream's checkpoint was given when it was begun
 * @param topicId id that Kafka gave to the topic when it was created
 * @param retention how long cells are kept; null for ever
 * @param state who keeps the counts between batches
 */
public record History(
        String checkpointId, String topicId, @Nullable Duration retention, StateKeeper state) {}
