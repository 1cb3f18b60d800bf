package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;

/** A bucket of the timeline and its calls. */
@Schema(name = "TimelineBucket", description = "A bucket of event time and its calls")
record TimelineItem(
        @Schema(description = "Start, local event time", example = "2018-12-31T23:00:00")
        LocalDateTime start,

        @Schema(description = "End, local event time, not included", example = "2019-01-01T00:00:00")
        LocalDateTime end,

        @Schema(description = "Valid calls", example = "83") long count,

        @Schema(
                description = "Whether the bucket is over, by the retention or by the allowed lateness",
                example = "false")
        @JsonProperty("final")
        boolean isFinal) {}
