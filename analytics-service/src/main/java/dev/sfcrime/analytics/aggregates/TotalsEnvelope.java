package dev.sfcrime.analytics.aggregates;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.sfcrime.analytics.aggregates.Envelope.AsOf;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import dev.sfcrime.analytics.aggregates.TotalsItem.Views;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Totals, with the batch that they are of and how far that is behind the topic. */
@Schema(description = "Totals of one batch, and how far they are behind the topic")
record TotalsEnvelope(
        AsOf asOf,
        Lag freshness,
        @JsonUnwrapped TotalsItem totals,
        @JsonIgnore KeptJson json) implements Body {
    @Override
    public Class<? extends Record> rowType() {
        return Row.class;
    }

    @Override
    public List<? extends Record> rows() {
        Views views = totals.views();
        @Nullable ReplayItem replay = totals.replay();
        return List.of(new Row(
                totals.counted(),
                totals.malformed(),
                totals.droppedByRetention(),
                totals.lateAfterFinal(),
                views.crimeTypes(),
                views.dispositions(),
                views.timelineHours(),
                views.timelineDays(),
                views.crimeTypeTimeline(),
                replay == null ? null : replay.replayId(),
                replay == null ? null : replay.counted(),
                replay == null ? null : replay.malformed(),
                replay == null ? null : replay.injectedMalformed(),
                replay == null ? null : replay.injectedDuplicates(),
                replay == null ? null : replay.injectedLate()));
    }

    /** As a table, totals are one row. */
    record Row(
            long counted,
            long malformed,
            long droppedByRetention,
            long lateAfterFinal,
            long crimeTypes,
            long dispositions,
            long timelineHours,
            long timelineDays,
            long crimeTypeTimeline,
            @Nullable String replayId,
            @Nullable Long replayCounted,
            @Nullable Long replayMalformed,
            @Nullable Long injectedMalformed,
            @Nullable Long injectedDuplicates,
            @Nullable Long injectedLate) {}
}
