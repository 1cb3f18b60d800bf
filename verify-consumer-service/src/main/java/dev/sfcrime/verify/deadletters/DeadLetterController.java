package dev.sfcrime.verify.deadletters;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.Semaphore;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.web.Limit;
import dev.sfcrime.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.PositiveOrZero;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters over HTTP. Whole letters may be large, so that no more than {@link #MOST_WHOLE} are in memory. */
@RestController
@RequestMapping("/api/v1/dead-letters")
@Tag(name = "Dead letters")
class DeadLetterController {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MOST_WHOLE = 2;

    private final DeadLetterReader reader;
    private final ObjectWriter json;
    private final Semaphore whole = new Semaphore(MOST_WHOLE);

    DeadLetterController(DeadLetterReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);
    }

    @GetMapping
    @Operation(
            summary = "The newest dead letters",
            description = "Messages that are no call, newest first, with the beginning of their text. With a filter, a"
                    + " bounded number of letters is looked at, from the newest back; `scanned` says how many. A"
                    + " parameter that is absent or empty does not narrow the selection.")
    @ApiResponse(responseCode = "200", description = "The letters")
    @ApiResponse(responseCode = "503", description = "Kafka does not answer")
    DeadLetterPage newest(
            @Parameter(description = "Most letters to return") @Limit @RequestParam(defaultValue = "50") int limit,
            @ParameterObject @Valid @ModelAttribute DeadLetterFilter filter) {
        return reader.newest(limit, filter);
    }

    @GetMapping("/{offset}")
    @Operation(summary = "One dead letter with its whole text")
    @ApiResponse(
            responseCode = "200",
            description = "The letter",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = DeadLetter.class)))
    @ApiResponse(
            responseCode = "404",
            description =
                    "There is none: an offset not yet taken or deleted, a transaction's marker or an aborted letter")
    @ApiResponse(responseCode = "503", description = "Kafka does not answer, or too many large letters are asked for")
    void letter(
            @Parameter(description = "The letter's place in the topic of dead letters, from 0", example = "0")
                    @PositiveOrZero
                    @PathVariable
                    long offset,
            HttpServletResponse response)
            throws IOException {
        enter();
        try {
            DeadLetter letter = reader.find(offset)
                    .map(DeadLetter::whole)
                    .orElseThrow(() -> new ProblemException(
                            HttpStatus.NOT_FOUND,
                            "No such dead letter",
                            "There is no dead letter at offset " + offset));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(response.getOutputStream(), letter);
        } finally {
            whole.release();
        }
    }

    @GetMapping("/export")
    @Operation(
            summary = "All dead letters as a download",
            description = "One JSON object a line, oldest first, with the whole text of each. Where Kafka stops"
                    + " answering on the way, a last line `{\"incomplete\": …}` says so.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = ExportedLetter.class)))
    @ApiResponse(responseCode = "503", description = "Too many large letters are asked for")
    void export(@ParameterObject @Valid @ModelAttribute DeadLetterFilter filter, HttpServletResponse response)
            throws IOException {
        enter();
        try {
            response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    ContentDisposition.attachment()
                            .filename("dead-letters.ndjson")
                            .build()
                            .toString());
            OutputStream output = response.getOutputStream();
            try {
                reader.forEach(filter, letter -> {
                    writeLine(output, ExportedLetter.of(DeadLetter.whole(letter)));
                    return true;
                });
            } catch (KafkaUnreachableException broken) {
                log.atWarn().setCause(broken).log("An export of dead letters is incomplete");
                // too late for another status
                writeLine(output, Map.of("incomplete", "Kafka did not hand out the rest in time"));
            }
        } catch (UncheckedIOException clientIsGone) {
            throw clientIsGone.getCause();
        } finally {
            whole.release();
        }
    }

    private void writeLine(OutputStream output, Object line) {
        try {
            json.writeValue(output, line);
            output.write('\n');
        } catch (IOException clientIsGone) {
            throw new UncheckedIOException(clientIsGone);
        }
    }

    private void enter() {
        if (!whole.tryAcquire()) {
            throw new ProblemException(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "Too many downloads",
                    "Dead letters are being downloaded already, and may be large; try again when those have ended");
        }
    }
}
