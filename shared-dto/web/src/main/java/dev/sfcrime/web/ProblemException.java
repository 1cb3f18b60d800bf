package dev.sfcrime.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A failure that the caller can do something about; answered as {@code application/problem+json}. */
public class ProblemException extends ErrorResponseException {
    private static final long serialVersionUID = 1L;

    /**
     * A problem.
     *
     * @param status HTTP status
     * @param title the kind of problem, the same each time
     * @param detail what is wrong this time, and what to do
     */
    public ProblemException(HttpStatus status, String title, String detail) {
        this(status, title, detail, null);
    }

    /** A problem with its cause, which is for the log and never shown. */
    public ProblemException(HttpStatus status, String title, String detail, @Nullable Throwable cause) {
        super(status, problem(status, title, detail), cause);
    }

    /** Adds a member to the answer. */
    protected final void setProperty(String name, @Nullable Object value) {
        getBody().setProperty(name, value);
    }

    private static ProblemDetail problem(HttpStatus status, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(title);
        return problem;
    }
}
