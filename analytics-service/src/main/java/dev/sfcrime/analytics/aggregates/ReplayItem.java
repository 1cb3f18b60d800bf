package dev.sfcrime.analytics.aggregates;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replay's messages. */
@Schema(name = "ReplayMessages", description = "A replay's messages, as the stream saw them")
record ReplayItem(
        @Schema(
                description = "Id of the replay; null for messages that carry none",
                example = "3f2b8c1e-6f0e-4a57-9b7e-2a9c1d6f8e10")
        @Nullable
        String replayId,

        @Schema(description = "Valid calls", example = "199999")
        long counted,

        @Schema(description = "Messages that are no call", example = "3")
        long malformed) {}
