package dev.sfcrime.analytics.aggregates;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What all aggregates add up to. */
@Schema(name = "Totals", description = "What all aggregates add up to, each summed from its own table")
record TotalsItem(
        @Schema(description = "Valid calls of all replays, and of messages without one", example = "199999")
        long counted,

        @Schema(description = "Messages that are no call, of all replays and without one", example = "3")
        long malformed,

        @Schema(
                description = "Valid calls that came for event hours behind the retention: in `counted` and by replay,"
                        + " but in no view",
                example = "0")
        long droppedByRetention,

        @Schema(
                description = "Valid calls that came for event hours after these had become final by the allowed"
                        + " lateness; they are in every view",
                example = "0")
        long lateAfterFinal,

        Views views,

        @Schema(description = "The replay asked for; null where nothing of it was seen, or none was asked for")
        @Nullable
        ReplayItem replay) {

    /**
     * What each view adds up to.
     *
     * @param crimeTypes calls of all crime types
     * @param dispositions calls of all dispositions
     * @param timelineHours calls of all event hours
     * @param timelineDays calls of all event days
     * @param crimeTypeTimeline calls of all crime types by time
     */
    @Schema(name = "ViewTotals", description = "Calls in each view; each must be counted - droppedByRetention")
    record Views(
            @Schema(description = "Calls of all crime types", example = "199999")
            long crimeTypes,

            @Schema(description = "Calls of all dispositions", example = "199999")
            long dispositions,

            @Schema(description = "Calls of all event hours", example = "199999")
            long timelineHours,

            @Schema(description = "Calls of all event days", example = "199999")
            long timelineDays,

            @Schema(description = "Calls of all crime types by time", example = "199999")
            long crimeTypeTimeline) {}
}
