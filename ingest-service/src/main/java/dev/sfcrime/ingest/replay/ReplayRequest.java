package dev.sfcrime.ingest.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.sfcrime.ingest.dataset.IllegalDatasetNameException;
import dev.sfcrime.ingest.dataset.RecordOrder;
import dev.sfcrime.web.FieldProblem;
import dev.sfcrime.web.InvalidRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A replay as it is asked for. Validated by hand, so that one answer names all that is wrong, of any kind. */
@Schema(
        description = "`skip` and `limit` cut a slice out of the dataset, unreadable records included;"
                + " the slice is then sent `loops` times.",
        example = "{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 2000}, \"limit\": 100000}")
record ReplayRequest(
        @Schema(
                description = "Name of the dataset, see `GET /api/v1/datasets`.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "police-department-calls-for-service.json")
        @Nullable
        String dataset,

        @Schema(description = "How fast; 1000 records per second unless given.") @Nullable
        PaceBody pace,

        @Schema(
                description = "In which order: as the file has them, or ascending by event time. The real"
                        + " dataset runs backwards in event time.",
                allowableValues = {"FILE", "EVENT_TIME"},
                defaultValue = "FILE")
        @Nullable
        String order,

        @Schema(
                description = "How many records at the dataset's start to pass over.",
                minimum = "0",
                defaultValue = "0")
        @Nullable
        Long skip,

        @Schema(
                description = "How many records to take after them; all unless given.",
                minimum = "1",
                example = "100000")
        @Nullable
        Long limit,

        @Schema(
                description = "How many times to send the slice; 0 repeats until cancelled.",
                minimum = "0",
                defaultValue = "1")
        @Nullable
        Long loops,

        @Schema(description = "What to inject on purpose; nothing unless given.") @Nullable
        FaultsBody faults) {

    /**
     * The request, its defaults filled in.
     *
     * @param requireName throws {@link IllegalDatasetNameException} for what can be no dataset's name
     * @throws InvalidRequestException if any field is wrong; names all of them
     */
    ReplaySpec validated(Consumer<String> requireName) {
        List<FieldProblem> problems = new ArrayList<>();
        String name = dataset == null ? "" : dataset;
        if (name.isBlank()) {
            problems.add(new FieldProblem("dataset", "must be the name of a dataset"));
        } else {
            try {
                requireName.accept(name);
            } catch (IllegalDatasetNameException illegal) {
                problems.add(new FieldProblem(
                        "dataset", String.valueOf(illegal.getBody().getDetail())));
            }
        }
        Pace wanted = pace == null ? Pace.Steady.DEFAULT : pace.toPace(problems);
        RecordOrder records = RecordOrder.FILE;
        if (order != null) {
            try {
                records = RecordOrder.valueOf(order);
            } catch (IllegalArgumentException unknown) {
                problems.add(new FieldProblem("order", "must be FILE or EVENT_TIME"));
            }
        }
        if (skip != null && skip < 0) {
            problems.add(new FieldProblem("skip", "must be 0 or more"));
        }
        if (limit != null && limit < 1) {
            problems.add(new FieldProblem("limit", "must be 1 or more; leave it out for all records"));
        }
        if (loops != null && loops < 0) {
            problems.add(new FieldProblem("loops", "must be 1 or more, or 0 to repeat until cancelled"));
        }
        Faults injected = faults == null ? Faults.NONE : faults.toFaults(problems);
        if (!problems.isEmpty()) {
            throw new InvalidRequestException(problems);
        }
        return new ReplaySpec(
                name, wanted, records, skip == null ? 0 : skip, limit, loops == null ? 1 : loops, injected);
    }
}
