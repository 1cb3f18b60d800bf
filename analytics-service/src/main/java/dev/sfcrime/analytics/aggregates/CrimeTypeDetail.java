package dev.sfcrime.analytics.aggregates;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A crime type and how its calls ended. */
@Schema(name = "CrimeTypeDetail", description = "A crime type and how its calls ended")
record CrimeTypeDetail(
        @Schema(description = "As callers reported it; empty for calls without one", example = "Passing Call")
        String crimeType,

        @Schema(description = "Valid calls", example = "38105")
        long count,

        @Schema(description = "Part of all valid calls, 0 to 1", example = "0.190525")
        double share,

        @Schema(description = "How many different dispositions its calls had", example = "17")
        int distinctDispositions,

        @Schema(description = "Its calls by disposition, most frequent first, at most 1000")
        List<DispositionCount> dispositions) {

    /** Calls of one disposition. */
    @Schema(name = "DispositionCount", description = "Calls of one disposition")
    record DispositionCount(
            @Schema(description = "Radio code; empty for calls without one", example = "HAN")
            String code,

            @Schema(description = "What the code means; null where the table lacks it", example = "Handled") @Nullable
            String description,

            @Schema(description = "Valid calls", example = "30123")
            long count) {}
}
