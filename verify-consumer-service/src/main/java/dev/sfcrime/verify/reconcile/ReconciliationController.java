package dev.sfcrime.verify.reconcile;

import java.util.List;

import dev.sfcrime.verify.topic.TopicReader;
import dev.sfcrime.verify.topic.TopicState;
import dev.sfcrime.web.Limit;
import dev.sfcrime.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reconciliation over HTTP. */
@RestController
@RequestMapping("/api/v1/reconciliation")
@Tag(name = "Reconciliation")
class ReconciliationController {
    private final Reconciler reconciler;
    private final Verdicts verdicts;
    private final ProgressBook book;
    private final TopicReader progressReader;

    ReconciliationController(Reconciler reconciler, Verdicts verdicts, ProgressBook book, TopicReader progressReader) {
        this.reconciler = reconciler;
        this.verdicts = verdicts;
        this.book = book;
        this.progressReader = progressReader;
    }

    @GetMapping("/{replayId}")
    @Operation(
            summary = "One replay, as ingest, Kafka, this service and Spark saw it",
            description = "Compares what ingest committed with the messages, what this service read from Kafka, and"
                    + " what Spark counted. The verdict is PENDING until each of them has seen the whole replay.")
    @ApiResponse(responseCode = "200", description = "The verdict and its checks")
    @ApiResponse(responseCode = "404", description = "Ingest has told of no such replay")
    @ApiResponse(responseCode = "503", description = "What ingest has told is still being read, or Kafka is away")
    Reconciliation reconciliation(
            @Parameter(description = "The replay's id", example = "0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e") @PathVariable
                    String replayId) {
        return reconciler.reconcile(replayId).orElseThrow(() -> unknown(replayId));
    }

    private ProblemException unknown(String replayId) {
        requireAllRead();
        return new ProblemException(
                HttpStatus.NOT_FOUND,
                "No such replay",
                "Ingest has told of no replay " + replayId
                        + "; GET /api/v1/replays of the ingest-service lists those there are");
    }

    private void requireAllRead() {
        if (!book.isReadToEnd() && !(progressReader.topic() instanceof TopicState.Missing)) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Replays are not known yet",
                    "What ingest has told of its replays is still being read from Kafka; try again shortly");
        }
    }

    @GetMapping
    @Operation(
            summary = "The verdicts of the newest replays",
            description = "Newest first, as they were when each was last looked at: every few seconds while a verdict"
                    + " is PENDING, more seldom afterwards. One replay's own page says how it is now.")
    @ApiResponse(responseCode = "200", description = "The verdicts")
    @ApiResponse(responseCode = "503", description = "What ingest has told is still being read, or Kafka is away")
    List<ReplayVerdict> verdicts(
            @Parameter(description = "Most replays to list, newest first") @Limit @RequestParam(defaultValue = "100")
                    int limit) {
        requireAllRead();
        return verdicts.newest(limit);
    }
}
