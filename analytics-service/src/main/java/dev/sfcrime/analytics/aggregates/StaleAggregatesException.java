package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The aggregates are older than the caller accepts. */
final class StaleAggregatesException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "1";

    StaleAggregatesException(String detail, long maxStalenessMs) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "Aggregates are stale", detail);
        setProperty("maxStalenessMs", maxStalenessMs);
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
}
