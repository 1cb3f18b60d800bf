package dev.sfcrime.verify.deadletters;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A line of the export.
 *
 * @param reason why the message is no call
 * @param source where it lies
 * @param raw its value as text
 * @param truncated whether {@code raw} is only the beginning of the value
 */
@Schema(description = "A line of the export")
record ExportedLetter(
        @Schema(description = "Why the message is no call", example = "crime_id is no string") @Nullable
        String reason,

        @Schema(description = "Where the message lies") DeadLetter.Source source,

        @Schema(
                description = "The message's whole value as text; null for a message without one",
                example = "{\"crime_id\": 183652851}")
        @Nullable
        String raw,

        @Schema(description = "Whether `raw` is only the value's beginning, as the whole was too large")
        boolean truncated) {

    static ExportedLetter of(DeadLetter letter) {
        return new ExportedLetter(letter.reason(), letter.source(), letter.raw(), letter.truncated());
    }
}
