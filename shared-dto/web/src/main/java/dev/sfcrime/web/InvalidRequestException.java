package dev.sfcrime.web;

import java.util.List;
import java.util.stream.Collectors;

import org.springframework.http.HttpStatus;

/** A request with wrong fields; names all of them. Answered with 400. */
public final class InvalidRequestException extends ProblemException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(List<FieldProblem> errors) {
        super(HttpStatus.BAD_REQUEST, "Invalid request", summary(errors));
        setProperty("errors", List.copyOf(errors));
    }

    public InvalidRequestException(String field, String message) {
        this(List.of(new FieldProblem(field, message)));
    }

    private static String summary(List<FieldProblem> errors) {
        return errors.stream()
                .map(error -> error.field() + ": " + error.message())
                .collect(Collectors.joining("; "));
    }
}
