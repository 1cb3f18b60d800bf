package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.web.Limit;
import dev.sfcrime.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The streaming queries over HTTP. */
@RestController
@RequestMapping("/api/v1/queries")
@Tag(name = "Queries", description = "The streaming queries behind the aggregates")
class QueryController {
    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(20);

    private final QuerySupervisor supervisor;
    private final QueryProgress progress;
    private final CallsTopic topic;
    private final AggregateStore store;

    QueryController(QuerySupervisor supervisor, QueryProgress progress, CallsTopic topic, AggregateStore store) {
        this.supervisor = supervisor;
        this.progress = progress;
        this.topic = topic;
        this.store = store;
    }

    @GetMapping
    @Operation(summary = "Lists the streaming queries", description = "Each with its state and its last micro-batch.")
    List<QueryView> queries() {
        return List.of(view(supervisor.run()));
    }

    @GetMapping(path = "/{name}/progress", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Shows a query's last progress reports, newest first",
            description = "As Spark writes them, one for each micro-batch and one every ten seconds while nothing"
                    + " arrives; reports of earlier runs since the service started are kept.")
    @ApiResponse(
            responseCode = "200",
            description = "The reports",
            content =
                    @Content(array = @ArraySchema(schema = @Schema(type = "object", name = "StreamingQueryProgress"))))
    String progress(
            @Parameter(description = "Name of the query", example = CallsQuery.NAME) @PathVariable String name,
            @Parameter(description = "Most reports to show") @RequestParam(defaultValue = "20") @Limit int limit) {
        requireKnown(name);
        return progress.recent(limit).stream()
                .map(StreamingQueryProgress::json)
                .collect(Collectors.joining(",", "[", "]"));
    }

    @PostMapping("/{name}/restart")
    @Operation(
            summary = "Restarts a query",
            description = "Ends the present run after its micro-batch and starts another from where it left off; also"
                    + " cuts short the pause after a failure. Calls at the same time share one restart.")
    @ApiResponse(responseCode = "200", description = "Another run has begun, with the runId shown")
    @ApiResponse(responseCode = "202", description = "The query is asked to restart, but does not run yet; see state")
    ResponseEntity<QueryView> restart(
            @Parameter(description = "Name of the query", example = CallsQuery.NAME) @PathVariable String name)
            throws InterruptedException {
        requireKnown(name);
        return response(supervisor.restart(RESTART_PATIENCE));
    }

    @PostMapping("/{name}/rebuild")
    @Operation(
            summary = "Counts anew from the start of the topic",
            description = "Ends the present run, forgets all aggregates and the checkpoint, and starts another run from"
                    + " the earliest message that Kafka has. Until it has caught up, the aggregates are those of what it"
                    + " has counted so far. The remedy where store, checkpoint and topic do not belong together.")
    @ApiResponse(responseCode = "200", description = "Counting has begun anew, with the runId shown")
    @ApiResponse(responseCode = "202", description = "The rebuild is under way, but no run has begun; see state")
    @ApiResponse(
            responseCode = "409",
            description = "Kafka's retention has deleted messages, whose counts would be lost; `force` does it anyway",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = "object")))
    @ApiResponse(
            responseCode = "503",
            description = "Kafka does not tell what it still has; `force` does it anyway",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = "object")))
    ResponseEntity<QueryView> rebuild(
            @Parameter(description = "Name of the query", example = CallsQuery.NAME) @PathVariable String name,
            @Parameter(description = "Rebuild even if that loses what Kafka no longer has")
                    @RequestParam(defaultValue = "false")
                    boolean force)
            throws InterruptedException {
        requireKnown(name);
        if (!force) {
            requireComplete();
        }
        return response(supervisor.rebuild(RESTART_PATIENCE));
    }

    private void requireComplete() throws InterruptedException {
        Map<Integer, Long> deleted = new TreeMap<>();
        try {
            topic.beginningOffsets().forEach((partition, begin) -> {
                if (begin > 0) {
                    deleted.put(partition, begin);
                }
            });
        } catch (ExecutionException | TimeoutException unreachable) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Kafka does not answer",
                    "What Kafka still has of the topic is not known; ?force=true rebuilds all the same");
        }
        if (!deleted.isEmpty()) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "A rebuild would lose counts",
                    "Kafka no longer has " + described(deleted) + "; what was counted of these messages would be lost."
                            + " ?force=true rebuilds all the same");
        }
    }

    private static String described(Map<Integer, Long> deleted) {
        return deleted.entrySet().stream()
                .map(begin -> "offsets 0 to %d of partition %d".formatted(begin.getValue() - 1, begin.getKey()))
                .collect(Collectors.joining(", "));
    }

    private ResponseEntity<QueryView> response(QueryRun run) {
        HttpStatus status = run.state() == QueryState.RUNNING ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(view(run));
    }

    private QueryView view(QueryRun run) {
        return QueryView.of(run, progress, store.droppedByRetention());
    }

    private static void requireKnown(String name) {
        if (!name.equals(CallsQuery.NAME)) {
            throw new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "Unknown query",
                    "There is no query " + name + "; there is " + CallsQuery.NAME);
        }
    }
}
