package dev.sfcrime.ingest.replay;

import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.web.FieldProblem;
import dev.sfcrime.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What may be changed of a replay that has not ended. */
@Schema(example = "{\"pace\": {\"recordsPerSecond\": 500}}")
record PaceChange(
        @Schema(description = "The pace from now on.", requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
        PaceBody pace) {

    /**
     * The new pace.
     *
     * @throws InvalidRequestException if it is absent or wrong
     */
    Pace validated() {
        if (pace == null) {
            throw new InvalidRequestException("pace", "must be given; it is what can be changed");
        }
        List<FieldProblem> problems = new ArrayList<>();
        Pace next = pace.toPace(problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return next;
    }
}
