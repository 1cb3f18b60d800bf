package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The batch that the aggregates stand at.
 *
 * @param history what the batch belongs to; null where an earlier version of the service wrote it
 * @param batchId Spark's number of the micro-batch
 * @param computedAt when the batch was computed
 * @param watermark event time before which no cell can change any more; null where there is none
 * @param offsets next offset to read by partition, after the batch
 */
public record CommittedBatch(
        @Nullable History history,
        long batchId,
        Instant computedAt,
        @Nullable LocalDateTime watermark,
        Map<Integer, Long> offsets) {}
