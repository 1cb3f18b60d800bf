package dev.sfcrime.analytics.aggregates;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A crime type and its calls.
 *
 * @param share part of all valid calls, 0 to 1
 */
@Schema(name = "CrimeType", description = "A crime type and its calls")
record CrimeTypeItem(
        @Schema(description = "As callers reported it; empty for calls without one", example = "Passing Call")
        String crimeType,

        @Schema(description = "Valid calls", example = "38105")
        long count,

        @Schema(description = "Part of all valid calls, 0 to 1", example = "0.190525")
        double share,

        @Schema(description = "How many different dispositions its calls had", example = "17")
        int distinctDispositions) {

    static CrimeTypeItem of(Cut cut, int id, long count) {
        return new CrimeTypeItem(
                cut.crimeTypes().name(id),
                count,
                share(count, cut),
                cut.typeDispositions().get(id).size());
    }

    static double share(long count, Cut cut) {
        return cut.calls() == 0 ? 0 : (double) count / cut.calls();
    }
}
