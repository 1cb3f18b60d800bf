package dev.sfcrime.verify.delivery;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A run of sequences.
 *
 * @param from the first of them
 * @param to the last of them
 */
@Schema(description = "A run of sequences, both ends included")
public record SequenceRange(
        @Schema(example = "1201") long from,
        @Schema(example = "1300") long to) {

    @Override
    public String toString() {
        return from == to ? Long.toString(from) : from + " to " + to;
    }
}
