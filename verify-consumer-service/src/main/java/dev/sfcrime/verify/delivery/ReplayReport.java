package dev.sfcrime.verify.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * What has arrived of one replay.
 *
 * @param replayId the replay
 * @param received messages that carry its id and a sequence
 * @param distinct different sequences among them
 * @param duplicates messages whose sequence had come before
 * @param missing sequences from 1 to the last one that have not come
 * @param outOfOrder messages with a lower sequence than one before them in the same partition
 * @param firstSequence least sequence
 * @param lastSequence greatest sequence
 * @param malformed messages that are no call
 * @param injectedMalformed messages that say they were put in as malformed
 * @param injectedDuplicates messages that say they were put in as a duplicate
 * @param injectedLate messages that say they were put in as late
 */
@Schema(description = "What has arrived of one replay")
public record ReplayReport(
        @Schema(example = "0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e")
        String replayId,

        @Schema(description = "Messages that carry its id and a sequence", example = "200010")
        long received,

        @Schema(description = "Different sequences among them", example = "199999")
        long distinct,

        @Schema(description = "Messages whose sequence had come before", example = "11")
        long duplicates,

        @Schema(description = "Sequences from 1 to the last one that have not come", example = "0")
        long missing,

        @Schema(
                description = "Messages with a lower sequence than one before them in the same partition: Kafka"
                        + " keeps order within a partition only. A duplicate that comes late counts here too",
                example = "0")
        long outOfOrder,

        @Schema(description = "Least sequence", example = "1")
        long firstSequence,

        @Schema(description = "Greatest sequence", example = "199999")
        long lastSequence,

        @Schema(description = "Messages that are no call", example = "10")
        long malformed,

        @Schema(description = "Messages that say they were put in on purpose as malformed", example = "10")
        long injectedMalformed,

        @Schema(description = "Messages that say they were put in on purpose as a duplicate", example = "11")
        long injectedDuplicates,

        @Schema(description = "Messages that say they were put in on purpose as late", example = "5")
        long injectedLate) {}
