package dev.sfcrime.verify.reconcile;

import java.time.Duration;
import java.time.Instant;

import dev.sfcrime.wire.ReplayProgress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one replay when it was last looked at.
 *
 * @param replayId the replay
 * @param state where ingest says it stands
 * @param startedAt when it was asked for
 * @param verdict what the comparison came to
 * @param checkedAt when that was; null before the first time
 */
@Schema(description = "The verdict on one replay when it was last looked at")
record ReplayVerdict(
        @Schema(example = "0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e")
        String replayId,

        @Schema(description = "Where ingest says it stands", example = "COMPLETED")
        ReplayProgress.State state,

        @Schema(description = "When it was asked for", example = "2026-11-20T13:16:52.123Z")
        Instant startedAt,

        @Schema(description = "What the comparison came to", example = "MATCHED")
        Verdict verdict,

        @Schema(
                description = "When that was; null before the replay was first looked at",
                example = "2026-11-20T13:16:52.123Z")
        @Nullable
        Instant checkedAt) {

    private static final Duration MISMATCHED_STANDS = Duration.ofSeconds(30);
    private static final Duration MATCHED_STANDS = Duration.ofMinutes(10);

    static ReplayVerdict pending(SentReplay replay, @Nullable Instant checkedAt) {
        return new ReplayVerdict(replay.replayId(), replay.state(), replay.startedAt(), Verdict.PENDING, checkedAt);
    }

    /**
     * When it is to be looked at again. An ended replay's figures change no more; but a store that was lost or rebuilt
     * shall not go unnoticed for ever.
     */
    Instant dueAt() {
        if (checkedAt == null) {
            return Instant.MIN;
        }
        return switch (verdict) {
            case PENDING -> checkedAt;
            case MISMATCHED -> checkedAt.plus(MISMATCHED_STANDS);
            case MATCHED -> checkedAt.plus(MATCHED_STANDS);
        };
    }
}
