package dev.sfcrime.analytics.aggregates;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.sfcrime.analytics.aggregates.Answers.Answer;
import dev.sfcrime.analytics.aggregates.Envelope.AsOf;
import dev.sfcrime.analytics.aggregates.Envelope.Lag;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.ServletWebRequest;

/** Makes HTTP responses of answers: their form, their entity tag, and whether they are fresh enough. */
@Component
final class Responses {
    private static final String MAX_STALENESS = "maxStalenessMs";
    private static final long NO_MAXIMUM = -1;

    private final HeaderContentNegotiationStrategy accepted = new HeaderContentNegotiationStrategy();
    private final Answers answers;
    private final Freshness freshness;

    Responses(Answers answers, Freshness freshness) {
        this.answers = answers;
        this.freshness = freshness;
    }

    /**
     * Answers a query.
     *
     * @param toQuery makes the query of the request's parameters
     */
    <T extends Record> ResponseEntity<Envelope<T>> list(
            ServletWebRequest request, Class<T> itemType, Function<QueryParameters, Query<T>> toQuery)
            throws HttpMediaTypeNotAcceptableException {
        Answer<T> answer = answer(request, toQuery);
        return response(request, answer.tag(), () -> answer.envelope(itemType, freshness));
    }

    /** Answers with the one item of a query; empty where it has none. */
    ResponseEntity<CrimeTypeEnvelope> crimeType(ServletWebRequest request, String crimeType)
            throws HttpMediaTypeNotAcceptableException {
        Answer<CrimeTypeDetail> answer = answer(request, parameters -> new CrimeTypeQuery(crimeType));
        List<CrimeTypeDetail> items = answer.selection().items();
        if (items.isEmpty()) {
            throw new CrimeTypeNotFoundException(crimeType);
        }
        return response(
                request,
                answer.tag(),
                () -> new CrimeTypeEnvelope(answer.envelope(CrimeTypeDetail.class, freshness), items.get(0)));
    }

    /** Answers with what all aggregates add up to. */
    ResponseEntity<TotalsEnvelope> totals(ServletWebRequest request) throws HttpMediaTypeNotAcceptableException {
        Answer<TotalsItem> answer = answer(request, TotalsQuery::of);
        return response(
                request,
                answer.tag(),
                () -> new TotalsEnvelope(
                        AsOf.of(answer.cut()),
                        Lag.of(freshness),
                        answer.selection().items().get(0),
                        answer.json()));
    }

    private <T extends Record> Answer<T> answer(
            ServletWebRequest request, Function<QueryParameters, Query<T>> toQuery) {
        QueryParameters parameters = QueryParameters.of(request);
        Query<T> query = toQuery.apply(parameters);
        long maxStalenessMs = parameters.wholeNumber(MAX_STALENESS, NO_MAXIMUM, 0, Long.MAX_VALUE);
        parameters.requireValid();
        Answer<T> answer = answers.answer(query);
        if (maxStalenessMs != NO_MAXIMUM) {
            requireFresh(answer.cut(), maxStalenessMs);
        }
        return answer;
    }

    private void requireFresh(Cut cut, long maxStalenessMs) {
        if (cut.batch() == null) {
            throw new StaleAggregatesException("No batch has been counted yet", maxStalenessMs);
        }
        long age = freshness.oldestUnprocessedAgeMillis();
        if (age == Long.MAX_VALUE) {
            throw new StaleAggregatesException("The streaming query does not run", maxStalenessMs);
        }
        if (age > maxStalenessMs) {
            throw new StaleAggregatesException(
                    "The oldest record that is not counted yet came " + age + " ms ago", maxStalenessMs);
        }
    }

    private <B> ResponseEntity<B> response(ServletWebRequest request, String tag, Supplier<B> body)
            throws HttpMediaTypeNotAcceptableException {
        MediaType type = acceptedType(request);
        String eTag = "W/\"" + tag + (type.equals(CsvConverter.CSV) ? "-csv" : "") + "\"";
        HttpHeaders headers = new HttpHeaders();
        headers.setCacheControl(CacheControl.noCache());
        headers.setVary(List.of(HttpHeaders.ACCEPT));
        headers.setETag(eTag);
        if (request.checkNotModified(eTag)) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED)
                    .headers(headers)
                    .build();
        }
        return ResponseEntity.ok().headers(headers).contentType(type).body(body.get());
    }

    /** JSON or CSV, whichever the client would rather have. */
    private MediaType acceptedType(ServletWebRequest request) throws HttpMediaTypeNotAcceptableException {
        for (MediaType type : accepted.resolveMediaTypes(request)) {
            if (type.includes(MediaType.APPLICATION_JSON)) {
                return MediaType.APPLICATION_JSON;
            }
            if (type.includes(CsvConverter.CSV)) {
                return CsvConverter.CSV;
            }
        }
        throw new HttpMediaTypeNotAcceptableException(List.of(MediaType.APPLICATION_JSON, CsvConverter.CSV));
    }
}
