package dev.sfcrime.verify.messages;

import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

import dev.sfcrime.verify.topic.ReceivedMessage;
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
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Messages over HTTP. */
@RestController
@RequestMapping("/api/v1/messages")
@Tag(name = "Messages")
class MessagesController {
    private static final String DEFAULT_LIMIT = "50";

    private final MessagesProperties properties;
    private final RecentMessages recent;
    private final MessageStore store;
    private final MessageTail tail;
    private final JsonMapper json;

    MessagesController(
            MessagesProperties properties,
            RecentMessages recent,
            MessageStore store,
            MessageTail tail,
            JsonMapper json) {
        this.properties = properties;
        this.recent = recent;
        this.store = store;
        this.tail = tail;
        this.json = json;
    }

    @GetMapping
    @Operation(
            summary = "The recent messages, newest first",
            description = "Selects from the messages that were read last. A parameter that is absent or empty does not"
                    + " narrow the selection.")
    MessagePage messages(
            @Parameter(description = "Most messages to return") @Limit @RequestParam(defaultValue = DEFAULT_LIMIT)
                    int limit,
            @ParameterObject @Valid @ModelAttribute MessageFilter filter) {
        RecentMessages.Snapshot snapshot = recent.snapshot();
        return new MessagePage(
                MessagePage.views(select(snapshot, filter, limit)),
                snapshot.newestFirst().size(),
                properties.capacity(),
                snapshot.dropped());
    }

    @GetMapping("/{partition}/{offset}")
    @Operation(summary = "One message, read from Kafka itself, however old")
    @ApiResponse(responseCode = "200", description = "The message")
    @ApiResponse(
            responseCode = "404",
            description = "There is none: no such partition, an offset not yet taken or deleted, a transaction's marker"
                    + " or an aborted message")
    @ApiResponse(responseCode = "503", description = "Kafka does not answer")
    MessageView message(
            @Parameter(description = "Number of the partition, from 0", example = "0") @PositiveOrZero @PathVariable
                    int partition,
            @Parameter(description = "Place in the partition, from 0", example = "0") @PositiveOrZero @PathVariable
                    long offset) {
        return store.read(partition, offset)
                .map(MessageView::of)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "No such message",
                        "Kafka holds no message at offset %d of partition %d".formatted(offset, partition)));
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Messages as they are read, as server-sent events",
            description = "Each `message` event is one message. A client that is too slow misses some, and is told by a"
                    + " `skipped` event how many it has missed in all.")
    @ApiResponse(
            responseCode = "200",
            description = "Events until the client goes",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = MessageView.class)))
    SseEmitter stream(@ParameterObject @Valid @ModelAttribute MessageFilter filter) {
        return tail.follow(filter).emitter();
    }

    @GetMapping("/export")
    @Operation(
            summary = "The recent messages as a download",
            description = "The same selection as the list. In CSV, a cell that a spreadsheet would run as a formula"
                    + " begins with an apostrophe.")
    @ApiResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = MessageView.class)),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    void export(
            @Parameter(description = "Form of the download", schema = @Schema(allowableValues = {"ndjson", "csv"}))
                    @RequestParam(defaultValue = "ndjson")
                    String format,
            @Parameter(description = "Most messages to return") @Limit @RequestParam(defaultValue = DEFAULT_LIMIT)
                    int limit,
            @ParameterObject @Valid @ModelAttribute MessageFilter filter,
            HttpServletResponse response)
            throws IOException {
        ExportFormat form = ExportFormat.of(format);
        List<ReceivedMessage> selection = select(recent.snapshot(), filter, limit);
        response.setContentType(form.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("messages." + form.extension())
                        .build()
                        .toString());
        form.write(MessagePage.views(selection), json, response.getOutputStream());
    }

    private static List<ReceivedMessage> select(RecentMessages.Snapshot snapshot, MessageFilter filter, int limit) {
        Predicate<ReceivedMessage> wanted = filter.asTest();
        return snapshot.newestFirst().stream().filter(wanted).limit(limit).toList();
    }
}
