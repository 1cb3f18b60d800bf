package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The batch that the aggregates stand at.
 *
 * @param batchId Spark's number of the micro-batch
 * @param computedAt when the batch was computed
 * @param watermark the query's watermark after the batch; null where it has none
 * @param offsets next offset to read by partition, after the batch
 */
public record CommittedBatch(
        long batchId, Instant computedAt, @Nullable LocalDateTime watermark, Map<Integer, Long> offsets) {}
