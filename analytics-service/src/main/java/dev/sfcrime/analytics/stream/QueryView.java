package dev.sfcrime.analytics.stream;

import java.util.UUID;

import io.swagger.v3.oas.annotations.media.Schema;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.jspecify.annotations.Nullable;

/** A streaming query, as the API shows it. */
@Schema(name = "StreamingQuery", description = "A streaming query and its last micro-batch")
record QueryView(
        @Schema(description = "Name of the query", example = CallsQuery.NAME)
        String name,

        @Schema(description = "Id of the query, for as long as its checkpoint lives; null before its first start")
        @Nullable
        UUID id,

        @Schema(description = "Id of this run of the query, or of the last one; null before its first start") @Nullable
        UUID runId,

        @Schema(description = "What the query does") QueryState state,

        @Schema(description = "Why the query does not run; null while it does") @Nullable
        String reason,

        @Schema(description = "The last micro-batch; null before the first", example = "42") @Nullable
        Long batchId,

        @Schema(description = "Messages per second that arrived", example = "2000.0")
        double inputRowsPerSecond,

        @Schema(description = "Messages per second while the micro-batch ran", example = "21000.0")
        double processedRowsPerSecond,

        @Schema(description = "How long the last micro-batch took, in milliseconds", example = "180")
        long batchDurationMs,

        @Schema(
                description = "Counts that are kept between batches: cells of the aggregates, or rows of Spark's state",
                example = "61234")
        long stateRows,

        @Schema(
                description = "Valid calls dropped so far because they came for event hours behind the retention",
                example = "0")
        long lateRowsDropped,

        @Schema(description = "What the last run failed with, until the query has come back from it") @Nullable
        String exception) {

    static QueryView of(QueryRun run, QueryProgress progress, long lateRowsDropped) {
        StreamingQueryProgress last = progress.last();
        return new QueryView(
                CallsQuery.NAME,
                run.id(),
                run.runId(),
                run.state(),
                run.reason(),
                last == null ? null : last.batchId(),
                last == null ? 0 : QueryProgress.finite(last.inputRowsPerSecond()),
                last == null ? 0 : QueryProgress.finite(last.processedRowsPerSecond()),
                last == null ? 0 : last.batchDuration(),
                (long) progress.stateRows(),
                lateRowsDropped,
                run.exception());
    }
}
