package dev.sfcrime.verify.reconcile;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * One comparison.
 *
 * @param name what is compared
 * @param expected what it should be
 * @param actual what it is
 * @param ok whether they are the same
 */
@Schema(description = "One comparison")
record Check(
        @Schema(description = CheckName.MEANINGS) CheckName name,

        @Schema(description = "What it should be", example = "200010")
        long expected,

        @Schema(description = "What it is", example = "200010")
        long actual,

        @Schema(description = "Whether they are the same", example = "true")
        boolean ok) {

    static Check of(CheckName name, long expected, long actual) {
        return new Check(name, expected, actual, expected == actual);
    }

    @Override
    public String toString() {
        return "%s is %d instead of %d".formatted(name, actual, expected);
    }
}
