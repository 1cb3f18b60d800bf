package dev.sfcrime.verify.reconcile;

import java.util.List;

import dev.sfcrime.verify.delivery.SequenceRange;
import dev.sfcrime.wire.ReplayProgress;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One replay, as ingest, Kafka, this service and Spark saw it.
 *
 * @param replayId the replay
 * @param state where ingest says it stands
 * @param verdict what the comparison came to
 * @param reason what the verdict waits for, or what differs; null where all matches
 * @param checks the comparisons
 * @param missingSequences the first {@value Reconciler#MOST_RANGES} runs of sequences that did not arrive, ascending
 */
@Schema(description = "One replay, as ingest, Kafka, this service and Spark saw it")
record Reconciliation(
        @Schema(example = "0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e")
        String replayId,

        @Schema(description = "Where ingest says it stands", example = "COMPLETED")
        ReplayProgress.State state,

        @Schema(
                description = "MATCHED: all sides have seen the whole replay, and agree. MISMATCHED: they have, and do"
                        + " not. PENDING: the replay goes on, or a side has not seen all of it, or cannot be asked",
                example = "MATCHED")
        Verdict verdict,

        @Schema(
                description = "What the verdict waits for, or what differs; null where all matches",
                example = "Spark has 1200 offsets still to count")
        @Nullable
        String reason,

        List<Check> checks,

        @Schema(
                description = "Runs of sequences that should have arrived and did not, ascending; the first "
                        + Reconciler.MOST_RANGES)
        List<SequenceRange> missingSequences) {}
