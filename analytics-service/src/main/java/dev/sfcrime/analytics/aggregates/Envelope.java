package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An answer, with the batch that it is of and how far that is behind the topic. */
@Schema(description = "Aggregates of one batch, and how far they are behind the topic")
record Envelope<T extends Record>(
        AsOf asOf,
        Lag freshness,

        @Schema(description = "All valid calls counted so far, whatever is listed", example = "199999")
        long total,

        List<T> items,
        Page page,
        @JsonIgnore Class<T> itemType,
        @JsonIgnore KeptJson json)
        implements Body {

    /** The batch that an answer is of. */
    @Schema(description = "The batch that the aggregates are of; all null before the first")
    record AsOf(
            @Schema(description = "Number of the micro-batch", example = "42") @Nullable
            Long batchId,

            @Schema(description = "When it was computed", example = "2026-11-20T13:16:52.123Z") @Nullable
            Instant computedAt,

            @Schema(
                    description = "Local event time before which no count can change any more, because the retention"
                            + " drops what comes for it; null where there is none")
            @Nullable
            LocalDateTime watermark,

            @Schema(description = "Next offset by partition", example = "{\"0\": 50000, \"1\": 49999}")
            Map<Integer, Long> offsets) {

        static AsOf of(Cut cut) {
            CommittedBatch batch = cut.batch();
            return batch == null
                    ? new AsOf(null, null, null, Map.of())
                    : new AsOf(batch.batchId(), batch.computedAt(), batch.watermark(), batch.offsets());
        }
    }

    /** How far an answer is behind the topic. */
    @Schema(name = "Freshness", description = "How far the aggregates are behind the topic; null where nobody knows")
    record Lag(
            @Schema(description = "Records in the topic that are not counted yet", example = "0") @Nullable
            Long lagRecords,

            @Schema(description = "How long the oldest of these has been in the topic", example = "0") @Nullable
            Long oldestUnprocessedAgeMs) {

        static Lag of(Freshness freshness) {
            return new Lag(knownOrNull(freshness.lagRecords()), knownOrNull(freshness.oldestUnprocessedAgeMillis()));
        }

        private static @Nullable Long knownOrNull(long number) {
            return number == Long.MAX_VALUE ? null : number;
        }
    }

    /** Which part of a list this is. */
    @Schema(description = "Which part of the list this is")
    record Page(
            @Schema(description = "The most items of this page", example = "10")
            int limit,

            @Schema(description = "Items left out before the first", example = "0")
            int offset,

            @Schema(description = "Items of all pages", example = "412")
            long totalItems) {}

    @Override
    public Class<? extends Record> rowType() {
        return itemType;
    }

    @Override
    public List<? extends Record> rows() {
        return items;
    }
}
