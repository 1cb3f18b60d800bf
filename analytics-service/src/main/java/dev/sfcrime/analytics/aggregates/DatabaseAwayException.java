package dev.sfcrime.analytics.aggregates;

import java.sql.SQLException;

import dev.sfcrime.web.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The database of the aggregates does not answer now. What was asked of it can be asked again. */
final class DatabaseAwayException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final String reason;

    private DatabaseAwayException(String reason, @Nullable SQLException cause) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "Database is away", reason, cause);
        this.reason = reason;
        getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }

    static DatabaseAwayException of(String address, SQLException cause) {
        return new DatabaseAwayException("The database " + address + " does not answer: " + reason(cause), cause);
    }

    /** No aggregates were read yet. */
    static DatabaseAwayException sinceStart() {
        return new DatabaseAwayException("The aggregates could not be read from their database yet", null);
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
