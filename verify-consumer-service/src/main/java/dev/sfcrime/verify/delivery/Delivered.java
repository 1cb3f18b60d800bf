package dev.sfcrime.verify.delivery;

import java.util.List;

import dev.sfcrime.verify.topic.ReadBatch;

/**
 * What has arrived of one replay, and how far the topic has been read; all of one instant.
 *
 * @param report the figures; all zero where nothing has arrived
 * @param missing how many of the sequences that it should have are not there
 * @param missingRanges the first of these, ascending
 * @param positions where the reader stands in each partition; none before it has begun
 * @param replaysForgotten how many replays are no longer kept book of
 */
public record Delivered(
        ReplayReport report,
        long missing,
        List<SequenceRange> missingRanges,
        List<ReadBatch.Position> positions,
        long replaysForgotten) {}
