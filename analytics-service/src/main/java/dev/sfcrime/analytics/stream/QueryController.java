package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

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

    QueryController(QuerySupervisor supervisor, QueryProgress progress) {
        this.supervisor = supervisor;
        this.progress = progress;
    }

    @GetMapping
    @Operation(summary = "Lists the streaming queries", description = "Each with its state and its last micro-batch.")
    List<QueryView> queries() {
        return List.of(QueryView.of(supervisor.run(), progress));
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
        QueryRun run = supervisor.restart(RESTART_PATIENCE);
        HttpStatus status = run.state() == QueryState.RUNNING ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(QueryView.of(run, progress));
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
