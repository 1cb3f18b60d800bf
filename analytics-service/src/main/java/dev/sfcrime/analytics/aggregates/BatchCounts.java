package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one micro-batch changed, as absolute totals: each cell, each replay and each fault of a replay at most once, and
 * none that the batch left as it was.
 *
 * @param history what the batch belongs to; all batches of a store share one
 * @param batchId Spark's number of the micro-batch
 * @param computedAt when the batch was computed
 * @param watermark event time before which no cell can change any more; null where there is none
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
        List<CellCount> cells,
        List<ReplayCount> replays,
        List<FaultCount> faults) {}
