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
        long malformed,

        @Schema(description = "Messages that say that they were injected as no call", example = "2")
        long injectedMalformed,

        @Schema(description = "Messages that say that they were injected as a duplicate", example = "2")
        long injectedDuplicates,

        @Schema(description = "Messages that say that they were injected as late", example = "2")
        long injectedLate) {

    static ReplayItem unseen(@Nullable String replayId) {
        return new ReplayItem(replayId, 0, 0, 0, 0, 0);
    }

    ReplayItem with(ReplayCount total) {
        return new ReplayItem(
                replayId, total.counted(), total.malformed(), injectedMalformed, injectedDuplicates, injectedLate);
    }

    ReplayItem plus(ReplayCount growth) {
        return with(new ReplayCount(replayId, counted + growth.counted(), malformed + growth.malformed()));
    }

    ReplayItem plus(FaultCount growth) {
        long before = switch (growth.fault()) {
            case MALFORMED -> injectedMalformed;
            case DUPLICATE -> injectedDuplicates;
            case LATE -> injectedLate;
        };
        return with(new FaultCount(replayId, growth.fault(), before + growth.count()));
    }

    ReplayItem with(FaultCount total) {
        long count = total.count();
        return switch (total.fault()) {
            case MALFORMED -> new ReplayItem(replayId, counted, malformed, count, injectedDuplicates, injectedLate);
            case DUPLICATE -> new ReplayItem(replayId, counted, malformed, injectedMalformed, count, injectedLate);
            case LATE -> new ReplayItem(replayId, counted, malformed, injectedMalformed, injectedDuplicates, count);
        };
    }
}
