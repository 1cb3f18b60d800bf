package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one micro-batch changed. Where Spark keeps the state, these are totals: of each cell, each replay and each fault of
 * a replay at most one. Where the store keeps it, these are growths, of which there may be several to add up.
 *
 * @param history what the batch belongs to; all batches of a store share one
 * @param batchId Spark's number of the micro-batch
 * @param computedAt when the batch was computed
 * @param watermark event time before which Spark has forgotten all cells; null where there is none, and where the store
 *     keeps the state and works it out itself
 * @param offsets next offset to read by partition, after the batch
 * @param cells cells of the cube that changed
 * @param replays replays that changed
 * @param faults what changed of messages that replays injected; each of these replays is among the replays too
 */
public record BatchCounts(
        History history,
        long batchId,
        Instant computedAt,
        @Nullable LocalDateTime watermark,
        Map<Integer, Long> offsets,
        CellCounts cells,
        List<ReplayCount> replays,
        List<FaultCount> faults) {}
