package dev.sfcrime.verify.deadletters;

import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The newest dead letters.
 *
 * @param items the letters, newest first
 * @param total how many lie in the topic
 * @param scanned how many were looked at for this answer
 */
@Schema(description = "The newest dead letters of those asked for")
record DeadLetterPage(
        @Schema(description = "The letters, newest first") List<DeadLetter> items,

        @Schema(
                description = "How many lie in the topic of dead letters, whether or not they were asked for",
                example = "4000")
        long total,

        @Schema(
                description = "How many were looked at, from the newest back. Where it is less than `total` and there"
                        + " are fewer items than the limit, older letters may be wanted too: the export finds them",
                example = "50")
        long scanned) {}
