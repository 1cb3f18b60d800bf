package dev.sfcrime.verify.deadletters;

import dev.sfcrime.wire.DeadLetterHeaders;
import dev.sfcrime.wire.ReplayHeaders;
import io.swagger.v3.oas.annotations.Parameter;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are wanted; whatever is null or empty does not matter.
 *
 * @param reason with exactly this reason
 * @param replayId of this replay
 */
record DeadLetterFilter(
        @Parameter(description = "With exactly this reason", example = "the message is no JSON") @Nullable
        String reason,

        @Parameter(description = "Sent by this replay") @Nullable
        String replayId) {

    DeadLetterFilter {
        reason = reason == null || reason.isEmpty() ? null : reason;
        replayId = replayId == null || replayId.isEmpty() ? null : replayId;
    }

    /** Whether every letter is wanted. */
    boolean wantsAll() {
        return reason == null && replayId == null;
    }

    /** Whether a letter with these headers is wanted. */
    boolean wants(Headers headers) {
        return (reason == null || reason.equals(DeadLetterForm.text(headers, DeadLetterHeaders.REASON)))
                && (replayId == null || replayId.equals(DeadLetterForm.text(headers, ReplayHeaders.REPLAY_ID)));
    }
}
