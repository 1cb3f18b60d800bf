package dev.sfcrime.ingest.replay;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sfcrime.web.FieldProblem;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A pace as JSON: exactly one of its fields. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "Pace",
        description = "How fast a replay sends; exactly one of these.",
        example = "{\"recordsPerSecond\": 2000}")
record PaceBody(
        @Schema(
                description = "So many records in every second.",
                minimum = "0",
                exclusiveMinimumValue = 0,
                maximum = "1000000",
                example = "2000")
        @Nullable
        Double recordsPerSecond,

        @Schema(
                description = "Event time runs so many times faster than the wall clock. The time between two"
                        + " calls, forwards or backwards, is divided by it.",
                exclusiveMinimumValue = 0,
                example = "3600")
        @Nullable
        Double speedFactor,

        @Schema(description = "As fast as Kafka takes them.", allowableValues = "true", example = "true") @Nullable
        Boolean unlimited) {

    static PaceBody of(Pace pace) {
        if (pace instanceof Pace.Steady steady) {
            return new PaceBody(steady.recordsPerSecond(), null, null);
        }
        if (pace instanceof Pace.EventSpeed speed) {
            return new PaceBody(null, speed.speedFactor(), null);
        }
        return new PaceBody(null, null, true);
    }

    /** The pace; where it is wrong, says why and returns any. */
    Pace toPace(List<FieldProblem> problems) {
        long given = List.of(recordsPerSecond != null, speedFactor != null, unlimited != null).stream()
                .filter(Boolean::booleanValue)
                .count();
        if (given != 1) {
            problems.add(new FieldProblem("pace", "must have exactly one of recordsPerSecond, speedFactor, unlimited"));
        }
        if (unlimited != null && !unlimited) {
            problems.add(new FieldProblem("pace.unlimited", "must be true; leave it out for another pace"));
        }
        if (recordsPerSecond != null && !(recordsPerSecond > 0 && recordsPerSecond <= Pace.Steady.FASTEST)) {
            problems.add(new FieldProblem("pace.recordsPerSecond", "must be above 0 and at most 1000000"));
        }
        if (speedFactor != null && !(speedFactor > 0 && Double.isFinite(speedFactor))) {
            problems.add(new FieldProblem("pace.speedFactor", "must be above 0"));
        }
        if (recordsPerSecond != null) {
            return new Pace.Steady(recordsPerSecond);
        }
        return speedFactor != null ? new Pace.EventSpeed(speedFactor) : new Pace.Unlimited();
    }
}
