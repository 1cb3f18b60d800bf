package dev.sfcrime.ingest.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

import dev.sfcrime.web.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Faults as JSON. As a replay shows them they are complete, and ask for the same faults once more. */
@Schema(
        name = "Faults",
        description = "Messages injected on purpose, to test what finds and survives them. After each record that is"
                + " sent, each kind follows with its own probability, in the order duplicate, late, malformed, each with the"
                + " record's key and the header `injected`, which names its kind. The same seed injects the same into the"
                + " same dataset; each loop has its own faults.",
        example = "{\"malformedRatio\": 0.01, \"duplicateRatio\": 0.02, \"lateRatio\": 0.03, \"lateBy\": \"PT2H\","
                + " \"seed\": 42}")
record FaultsBody(
        @Schema(
                description = "Probability of a message that is no call: broken off, empty, no JSON, of a wrong type …"
                        + " It takes a sequence of its own.",
                minimum = "0",
                maximum = "1",
                defaultValue = "0",
                example = "0.01")
        @Nullable
        Double malformedRatio,

        @Schema(
                description = "Probability of the same message once more, with the same `replay-sequence`.",
                minimum = "0",
                maximum = "1",
                defaultValue = "0",
                example = "0.02")
        @Nullable
        Double duplicateRatio,

        @Schema(
                description =
                        "Probability of a copy of the call whose `call_date_time` is earlier by `lateBy`; all else"
                                + " stays. It takes a sequence of its own.",
                minimum = "0",
                maximum = "1",
                defaultValue = "0",
                example = "0.03")
        @Nullable
        Double lateRatio,

        @Schema(
                description = "How much earlier, as an ISO-8601 duration from PT0.001S to P3650D.",
                type = "string",
                format = "duration",
                defaultValue = "PT2H",
                example = "PT2H")
        @Nullable
        String lateBy,

        @Schema(
                description = "What is injected follows from it; drawn unless given, and shown, so that any replay can"
                        + " be repeated.",
                example = "42")
        @Nullable
        Long seed) {

    private static final Duration LEAST_LATE = Duration.ofMillis(1);
    private static final Duration MOST_LATE = Duration.ofDays(3650);

    /** JSON readers that know floating-point numbers alone read drawn seeds exactly. */
    private static final long DRAWN_SEEDS = 1L << 53;

    /** The faults; null where none are injected. */
    static @Nullable FaultsBody of(Faults faults) {
        if (!faults.any()) {
            return null;
        }
        return new FaultsBody(
                faults.malformedRatio(),
                faults.duplicateRatio(),
                faults.lateRatio(),
                faults.lateBy().toString(),
                faults.seed());
    }

    /** The faults, with a seed; where they are wrong, says why and returns any. */
    Faults toFaults(List<FieldProblem> problems) {
        Faults faults = new Faults(
                ratio("faults.malformedRatio", malformedRatio, problems),
                ratio("faults.duplicateRatio", duplicateRatio, problems),
                ratio("faults.lateRatio", lateRatio, problems),
                lateBy == null ? Faults.USUALLY_LATE_BY : duration(lateBy, problems),
                seed == null ? new SplittableRandom().nextLong(DRAWN_SEEDS) : seed,
                seed == null);
        return faults.any() ? faults : Faults.NONE;
    }

    private static double ratio(String field, @Nullable Double value, List<FieldProblem> problems) {
        if (value == null) {
            return 0;
        }
        if (!(value >= 0 && value <= 1)) {
            problems.add(new FieldProblem(field, "must be from 0 to 1"));
        }
        return value;
    }

    private static Duration duration(String text, List<FieldProblem> problems) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(LEAST_LATE) >= 0 && duration.compareTo(MOST_LATE) <= 0) {
                return duration;
            }
        } catch (DateTimeException unreadable) {
            // said below, as for one out of range
        }
        problems.add(new FieldProblem(
                "faults.lateBy", "must be an ISO-8601 duration from PT0.001S to P3650D, such as PT2H"));
        return Faults.USUALLY_LATE_BY;
    }
}
