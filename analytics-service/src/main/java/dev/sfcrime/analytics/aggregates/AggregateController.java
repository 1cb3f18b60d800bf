package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.web.EventStream;
import dev.sfcrime.web.EventStreams;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** The aggregates over HTTP, as JSON or CSV. */
@RestController
@RequestMapping(
        path = "/api/v1/aggregates",
        produces = {MediaType.APPLICATION_JSON_VALUE, "text/csv"})
@Tag(name = "Aggregates", description = "Counts of all calls so far, each answer from one micro-batch")
final class AggregateController {
    private static final int EVENTS_PER_CLIENT = 16;

    private final Responses responses;
    private final AggregateFeed feed;
    private final EventStreams streams;

    AggregateController(Responses responses, AggregateFeed feed, EventStreams streams) {
        this.responses = responses;
        this.feed = feed;
        this.streams = streams;
    }

    @GetMapping("/crime-types")
    @Operation(summary = "Crime types by their calls")
    @AggregateOperation
    @PageParameters
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "What to sort by",
            schema =
                    @Schema(
                            allowableValues = {"count", "crimeType"},
                            defaultValue = "count"))
    @Parameter(
            name = "order",
            in = ParameterIn.QUERY,
            description = "Ascending or descending; by default, the most calls or the first of the alphabet first",
            schema = @Schema(allowableValues = {"asc", "desc"}))
    @Parameter(
            name = "contains",
            in = ParameterIn.QUERY,
            description = "Only crime types that contain this text, in upper or lower case",
            example = "traffic")
    ResponseEntity<Envelope<CrimeTypeItem>> crimeTypes(@Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        return responses.list(request, CrimeTypeItem.class, CrimeTypesQuery::of);
    }

    @GetMapping("/crime-types/{*crimeType}")
    @Operation(summary = "One crime type, and how its calls ended")
    @ApiResponse(
            responseCode = "404",
            description = "No call of this crime type has been counted",
            content = @Content(mediaType = "application/problem+json", schema = @Schema(type = "object")))
    @AggregateOperation
    ResponseEntity<CrimeTypeEnvelope> crimeType(
            @Parameter(description = "The crime type; slashes in it may stand as they are", example = "Passing Call")
                    @PathVariable
                    String crimeType,
            @Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        // what {*…} takes begins with the slash before it
        return responses.crimeType(request, crimeType.substring(1));
    }

    @GetMapping("/dispositions")
    @Operation(
            summary = "Dispositions by their calls",
            description = "Counted by radio code. Codes that the disposition table lacks keep their row.")
    @AggregateOperation
    @PageParameters
    ResponseEntity<Envelope<DispositionItem>> dispositions(@Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        return responses.list(request, DispositionItem.class, DispositionsQuery::of);
    }

    @GetMapping("/timeline")
    @Operation(
            summary = "Calls by event time",
            description = "Ascending; buckets without calls are left out. Times are the dataset's local wall clock.")
    @AggregateOperation
    @PageParameters
    @TimelineParameters
    ResponseEntity<Envelope<TimelineItem>> timeline(@Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        return responses.list(request, TimelineItem.class, TimelineQuery::of);
    }

    @GetMapping("/timeline/crime-types")
    @Operation(
            summary = "Calls by event time and crime type",
            description = "Ascending by both; pairs without calls are left out.")
    @AggregateOperation
    @PageParameters
    @TimelineParameters
    ResponseEntity<Envelope<CrimeTypeTimelineItem>> crimeTypeTimeline(
            @Parameter(hidden = true) ServletWebRequest request) throws HttpMediaTypeNotAcceptableException {
        return responses.list(request, CrimeTypeTimelineItem.class, CrimeTypeTimelineQuery::of);
    }

    @GetMapping("/replays")
    @Operation(summary = "Messages by replay, newest replay first")
    @AggregateOperation
    @PageParameters
    ResponseEntity<Envelope<ReplayItem>> replays(@Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        return responses.list(request, ReplayItem.class, ReplaysQuery::of);
    }

    @GetMapping("/totals")
    @Operation(
            summary = "What all aggregates add up to",
            description = "For comparing with what others counted: one consistent cut, each view summed from its own"
                    + " table. Every view must be `counted - droppedByRetention`.")
    @AggregateOperation
    @Parameter(
            name = "replayId",
            in = ParameterIn.QUERY,
            description = "Show this replay's messages beside the totals",
            schema = @Schema(type = "string"))
    ResponseEntity<TotalsEnvelope> totals(@Parameter(hidden = true) ServletWebRequest request)
            throws HttpMediaTypeNotAcceptableException {
        return responses.totals(request);
    }

    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "Follows an aggregate",
            description = "Server-sent events: the view's envelope at once, and again after every batch that changed"
                    + " it. Takes the view's own parameters too. A client that reads too slowly misses envelopes.")
    @Parameter(
            name = "view",
            in = ParameterIn.QUERY,
            description = "Which aggregate, by its path",
            schema =
                    @Schema(
                            allowableValues = {
                                "crime-types",
                                "dispositions",
                                "timeline",
                                "timeline/crime-types",
                                "replays"
                            },
                            defaultValue = "crime-types"))
    @PageParameters
    SseEmitter stream(@Parameter(hidden = true) ServletWebRequest request) {
        QueryParameters parameters = QueryParameters.of(request);
        View<?> view = View.of(parameters);
        EventStream stream = streams.open(EVENTS_PER_CLIENT);
        feed.follow(stream, view);
        return stream.emitter();
    }
}
