package dev.sfcrime.analytics.aggregates;

import java.sql.SQLException;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The database of the aggregates does not answer now. What was asked of it can be asked again. */
final class DatabaseAwayException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final String reason;

    DatabaseAwayException(String address, SQLException cause) {
        this("The database " + address + " does not answer: " + reason(cause));
    }

    private DatabaseAwayException(String reason) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "Database is away", reason);
        this.reason = reason;
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    /** No aggregates were read yet. */
    static DatabaseAwayException sinceStart() {
        return new DatabaseAwayException("The aggregates could not be read from their database yet");
    }

    private static String reason(SQLException cause) {
        Throwable root = cause.getCause();
        return root == null ? String.valueOf(cause.getMessage()) : "%s (%s)".formatted(cause.getMessage(), root);
    }

    @Override
    public String getMessage() {
        return reason;
    }
}
