package dev.sfcrime.verify.delivery;

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

/** What arrived, over HTTP. */
@RestController
@RequestMapping("/api/v1/verification")
@Tag(name = "Verification")
class VerificationController {
    private final Deliveries deliveries;

    VerificationController(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @GetMapping
    @Operation(
            summary = "What has arrived in the topic",
            description = "Counts over the whole topic as Kafka holds it: this service reads it from its beginning at"
                    + " each start, and aborted transactions do not count.")
    Verification verification(
            @Parameter(description = "Most replays to list, newest first") @Limit @RequestParam(defaultValue = "100")
                    int limit) {
        return deliveries.verification(limit);
    }

    @GetMapping("/replays/{replayId}")
    @Operation(summary = "What has arrived of one replay")
    @ApiResponse(responseCode = "200", description = "What has arrived of it")
    @ApiResponse(responseCode = "404", description = "Nothing has arrived of such a replay, or it has been forgotten")
    ReplayReport replay(
            @Parameter(description = "The replay's id", example = "0c5bb3a2-6a53-4a6a-8a56-1f5e1f0b8f6e") @PathVariable
                    String replayId) {
        return deliveries
                .replayReport(replayId)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "No such replay",
                        "No message of a replay " + replayId + " has arrived, or too many replays came after it"));
    }
}
