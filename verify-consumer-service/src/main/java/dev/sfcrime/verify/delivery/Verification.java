package dev.sfcrime.verify.delivery;

import java.time.Instant;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What has arrived in the topic; all figures are of one instant. */
@Schema(description = "What has arrived in the topic; all figures are of one instant")
record Verification(
        @Schema(
                description = "Since when the topic is read from its beginning; messages that are older are history",
                example = "2026-11-20T12:00:00.125Z")
        Instant readingSince,

        @Schema(description = "Messages read since the beginning of the topic", example = "200012")
        long consumed,

        @Schema(description = "Those that are calls", example = "200000")
        long valid,

        @Schema(description = "Those that are not", example = "12")
        long malformed,

        @Schema(description = "Messages that carry no replay id and sequence; in no replay's figures", example = "2")
        long withoutReplay,

        @Schema(description = "Rate of reading over the last 10 s", example = "1998.4")
        double recordsPerSecond,

        Latency latencyMs,
        List<PartitionReport> partitions,

        @Schema(description = "Newest first, no more than `limit`")
        List<ReplayReport> replays,

        @Schema(description = "Replays that book is kept of", example = "1")
        int replaysTracked,

        @Schema(
                description = "Replays that have been forgotten, because of too many newer ones; a message that comes"
                        + " after its replay was forgotten opens it anew",
                example = "0")
        long replaysEvicted) {

    /**
     * Percentiles of the time from Kafka's timestamp to consumption; all null until a live message has come.
     *
     * @param p50 half took no longer
     * @param p95 95 of 100 took no longer
     * @param p99 99 of 100 took no longer
     * @param max none took longer
     */
    @Schema(
            description =
                    "Time from Kafka's timestamp to consumption in ms, within 1 %, over the 60 s before the newest"
                            + " live message. Messages that were in the topic before reading began are history and do not"
                            + " count; null until a live one has come")
    record Latency(
            @Schema(example = "4") @Nullable Long p50,
            @Schema(example = "9") @Nullable Long p95,
            @Schema(example = "15") @Nullable Long p99,
            @Schema(example = "41") @Nullable Long max) {
        static final Latency NONE = new Latency(null, null, null, null);
    }

    /**
     * One partition.
     *
     * @param partition number from 0
     * @param firstOffset where reading began
     * @param nextOffset what is read next
     * @param endOffset the end of what is committed
     * @param lag offsets still to be read
     * @param consumed messages read; fewer than offsets where there were transactions
     */
    record PartitionReport(
            @Schema(example = "0") int partition,

            @Schema(description = "Where reading began", example = "0")
            long firstOffset,

            @Schema(description = "What is read next", example = "50003")
            long nextOffset,

            @Schema(description = "The end of what is committed", example = "50003")
            long endOffset,

            @Schema(description = "Offsets still to be read", example = "0")
            long lag,

            @Schema(
                    description = "Messages read; fewer than offsets, where transactions left their markers",
                    example = "50001")
            long consumed) {}
}
