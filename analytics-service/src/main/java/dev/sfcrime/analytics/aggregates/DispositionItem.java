package dev.sfcrime.analytics.aggregates;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A disposition and its calls. */
@Schema(name = "Disposition", description = "A disposition, by its radio code, and its calls")
record DispositionItem(
        @Schema(description = "Radio code; empty for calls without one", example = "HAN")
        String code,

        @Schema(description = "What the code means; null where the table lacks it", example = "Handled") @Nullable
        String description,

        @Schema(description = "Whether the disposition table has the code", example = "true")
        boolean known,

        @Schema(description = "Valid calls", example = "56110")
        long count,

        @Schema(description = "Part of all valid calls, 0 to 1", example = "0.28055")
        double share) {}
