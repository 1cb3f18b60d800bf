package dev.sfcrime.ingest.replay;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.sfcrime.ingest.dataset.DatasetCatalog;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import dev.sfcrime.web.Limit;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/api/v1/replays")
@Tag(name = "Replays", description = "Send a dataset into Kafka at a pace of your choice, and hold, change or stop it.")
class ReplayController {
    private static final String ID = "The replay's id, as its start answered it.";
    private static final String NOW = "The replay as it now is";
    private static final String NOT_NOW = "The replay's state does not allow it; `actions` tells what it does allow";

    private static final int LONGEST_KEY = 200;
    private static final String PROBLEM = MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    /** How long a change may wait for Kafka until it is answered all the same. */
    private static final Duration COMMIT_WAIT = Duration.ofSeconds(2);

    private static final long START = 1;

    private final ReplayRegistry replays;
    private final ReplayEvents events;
    private final DatasetCatalog datasets;

    ReplayController(ReplayRegistry replays, ReplayEvents events, DatasetCatalog datasets) {
        this.replays = replays;
        this.events = events;
        this.datasets = datasets;
    }

    @PostMapping
    @Operation(
            summary = "Start a replay",
            description = "Each valid record becomes one message, keyed by its crime_id, with the headers `replay-id`"
                    + " and `replay-sequence` (1, 2, 3 …). With `faults`, messages that are malformed, repeated or late"
                    + " are injected after some of them; these say so in the header `injected`.")
    @ApiResponse(
            responseCode = "201",
            description = "The replay runs",
            headers = @Header(name = "Location", description = "Where it is found", schema = @Schema(type = "string")))
    @ApiResponse(
            responseCode = "404",
            description = "There is no such dataset; lists those there are",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "422",
            description = "The Idempotency-Key stood for another replay",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    @ApiResponse(
            responseCode = "429",
            description = "As many replays are active as allowed",
            content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = ProblemDetail.class)))
    ResponseEntity<ReplayView> start(
            @RequestBody ReplayRequest request,
            @Parameter(
                            description = "A retried request with the same key gets the replay that the first one"
                                    + " started, as long as that is remembered.",
                            example = "nightly-2018-12-31")
                    @RequestHeader(name = "Idempotency-Key", required = false)
                    @Size(min = 1, max = LONGEST_KEY, message = "must have 1 to 200 characters")
                    @Nullable
                    String idempotencyKey) {
        ReplaySpec spec = request.validated(datasets::find);
        Replay replay = replays.start(spec, idempotencyKey);
        awaitCommit(replay, START);
        return ResponseEntity.created(URI.create("/api/v1/replays/" + replay.id()))
                .body(ReplayView.of(replay));
    }

    @GetMapping
    @Operation(summary = "List replays, newest first")
    List<ReplayView> list(
            @Parameter(description = "Only those in this state.") @RequestParam(required = false) @Nullable
                    ReplayState state,
            @Parameter(description = "How many at most.") @RequestParam(defaultValue = "100") @Limit int limit) {
        return replays.list(state, limit).stream().map(ReplayView::of).toList();
    }

    @GetMapping("/{id}")
    @Operation(summary = "See a replay")
    ReplayView see(@Parameter(description = ID) @PathVariable String id) {
        return ReplayView.of(replays.find(id));
    }

    @PatchMapping("/{id}")
    @Operation(
            summary = "Change a replay's pace",
            description = "Takes effect at once, and nothing that a faster pace would have sent before is caught up.")
    @ApiResponse(responseCode = "200", description = NOW)
    @ApiResponse(responseCode = "409", description = NOT_NOW)
    ReplayView change(@Parameter(description = ID) @PathVariable String id, @RequestBody PaceChange change) {
        Pace pace = change.validated();
        Replay replay = replays.find(id);
        return committed(replay, ReplayAction.PACE, replay.life().changePace(pace));
    }

    @PostMapping("/{id}/pause")
    @Operation(summary = "Hold a replay", description = "No record is sent until it is resumed.")
    @ApiResponse(responseCode = "200", description = NOW)
    @ApiResponse(responseCode = "409", description = NOT_NOW)
    ReplayView pause(@Parameter(description = ID) @PathVariable String id) {
        Replay replay = replays.find(id);
        return committed(replay, ReplayAction.PAUSE, replay.life().pause());
    }

    @PostMapping("/{id}/resume")
    @Operation(summary = "Go on after a pause", description = "Nothing is caught up.")
    @ApiResponse(responseCode = "200", description = NOW)
    @ApiResponse(responseCode = "409", description = NOT_NOW)
    ReplayView resume(@Parameter(description = ID) @PathVariable String id) {
        Replay replay = replays.find(id);
        return committed(replay, ReplayAction.RESUME, replay.life().resume());
    }

    @PostMapping("/{id}/cancel")
    @Operation(summary = "Stop a replay for good", description = "What was sent stays sent.")
    @ApiResponse(responseCode = "200", description = NOW)
    @ApiResponse(responseCode = "409", description = NOT_NOW)
    ReplayView cancel(@Parameter(description = ID) @PathVariable String id) {
        Replay replay = replays.find(id);
        return committed(replay, ReplayAction.CANCEL, replay.life().cancel());
    }

    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follow a replay",
            description = "Server-sent events named `replay`, one a second and one at each change, each the whole"
                    + " replay. The stream ends after the event that shows the final state.")
    SseEmitter events(@Parameter(description = ID) @PathVariable String id) {
        return events.follow(replays.find(id));
    }

    @GetMapping("/{id}/rejected")
    @Operation(
            summary = "See which records could not be read",
            description = "The first ones, each with its place and the reason; the replay's `rejected` counts all.")
    List<RejectedRecord> rejected(
            @Parameter(description = ID) @PathVariable String id,
            @Parameter(description = "How many at most.") @RequestParam(defaultValue = "100") @Limit int limit) {
        return replays.find(id).rejectedRecords().first(limit);
    }

    /** The replay after a change, which then survives this service, unless Kafka keeps it waiting for too long. */
    private static ReplayView committed(Replay replay, ReplayAction action, long change) {
        if (!awaitCommit(replay, change)) {
            throw new IllegalReplayActionException(replay.id(), action, replay.state());
        }
        return ReplayView.of(replay);
    }

    private static boolean awaitCommit(Replay replay, long change) {
        try {
            return replay.life().changes().await(change, COMMIT_WAIT);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
