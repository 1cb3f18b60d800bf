package dev.sfcrime.web;

import java.net.URI;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * Answers every error as {@code application/problem+json} (RFC 9457), whatever the caller said to accept. Wrong fields
 * are all named. An unexpected failure shows a reference into the log, never its own message.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
final class ProblemAdvice extends ResponseEntityExceptionHandler {
    /** The type of a problem that has no page of its own: its title says what it is (RFC 9457, 4.2.1). */
    static final URI BLANK = URI.create("about:blank");

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @ExceptionHandler
    @Nullable
    ResponseEntity<Object> unexpected(Exception failure, WebRequest request, HttpServletResponse response) {
        if (DisconnectedClientHelper.isClientDisconnectedException(failure)) {
            return null;
        }
        if (response.isCommitted()) {
            log.atError().setCause(failure).log("Request failed unexpectedly, after its answer had begun");
            return null;
        }
        String reference = UUID.randomUUID().toString();
        log.atError().addKeyValue("reference", reference).setCause(failure).log("Request failed unexpectedly");
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.INTERNAL_SERVER_ERROR, "The request failed unexpectedly. The log has it as " + reference);
        return createResponseEntity(problem, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
    }

    /** Parameters are read when somebody first asks for one, so that what is wrong with them shows as late as here. */
    @ExceptionHandler(InvalidParameterException.class)
    @Nullable
    ResponseEntity<Object> malformedParameters(WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "The parameters after the ? are malformed; write each as name=value, percent-encoded");
        problem.setTitle("Invalid request");
        return createResponseEntity(problem, new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleErrorResponseException(
            ErrorResponseException problem, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = problem.getCause();
        if (status.is5xxServerError() && cause != null) {
            // without its trace: while what is needed is away, every request comes here
            log.atWarn()
                    .addKeyValue("status", status.value())
                    .addKeyValue("cause", cause)
                    .log("Request could not be served");
        }
        return super.handleErrorResponseException(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Stream<FieldProblem> fields = invalid.getFieldErrors().stream().map(ProblemAdvice::fieldProblem);
        Stream<FieldProblem> whole =
                invalid.getGlobalErrors().stream().map(error -> new FieldProblem(error.getObjectName(), text(error)));
        return invalidRequest(Stream.concat(fields, whole).toList(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (invalid.isForReturnValue()) {
            throw invalid;
        }
        List<FieldProblem> errors = invalid.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> error instanceof FieldError field
                                ? fieldProblem(field)
                                : new FieldProblem(parameterName(result.getMethodParameter()), text(error))))
                .toList();
        return invalidRequest(errors, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException nothing, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                status, "There is nothing at this path; /swagger-ui.html shows what this service offers");
        return createResponseEntity(problem, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException mismatch, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String field = mismatch instanceof MethodArgumentTypeMismatchException argument
                ? argument.getName()
                : String.valueOf(mismatch.getPropertyName());
        return invalidRequest(
                List.of(new FieldProblem(field, "must be " + expected(mismatch.getRequiredType()))), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        Throwable cause = unreadable.getMostSpecificCause();
        if (unreadable.getCause() instanceof JacksonException broken
                && !broken.getPath().isEmpty()) {
            return invalidRequest(List.of(new FieldProblem(path(broken), message(broken))), request);
        }
        String detail = cause instanceof JacksonException
                ? "The body is no JSON of the expected form"
                : "The body is missing; it must be a JSON object";
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, detail);
        problem.setTitle("Invalid request");
        return createResponseEntity(problem, headers, HttpStatus.BAD_REQUEST, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail problem && problem.getType() == null) {
            problem.setType(BLANK);
        }
        HttpHeaders answer = new HttpHeaders();
        answer.putAll(headers);
        answer.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return new ResponseEntity<>(body, answer, status);
    }

    private ResponseEntity<Object> invalidRequest(List<FieldProblem> errors, WebRequest request) {
        InvalidRequestException invalid = new InvalidRequestException(errors);
        return createResponseEntity(invalid.getBody(), new HttpHeaders(), HttpStatus.BAD_REQUEST, request);
    }

    private static FieldProblem fieldProblem(FieldError error) {
        return error.isBindingFailure()
                ? new FieldProblem(error.getField(), "cannot be read as the type it should have")
                : new FieldProblem(error.getField(), text(error));
    }

    private static String text(MessageSourceResolvable error) {
        return String.valueOf(error.getDefaultMessage());
    }

    private static String parameterName(MethodParameter parameter) {
        return String.valueOf(parameter.getParameterName());
    }

    private static String path(JacksonException broken) {
        return broken.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static String message(JacksonException broken) {
        if (broken instanceof UnrecognizedPropertyException unknown) {
            String known = Stream.ofNullable(unknown.getKnownPropertyIds())
                    .flatMap(Collection::stream)
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return "is no field of this request; known are " + known;
        }
        if (broken instanceof InvalidFormatException format) {
            return "must be " + expected(format.getTargetType());
        }
        if (broken instanceof MismatchedInputException mismatch) {
            return "must be " + expected(mismatch.getTargetType());
        }
        return "cannot be read";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (Number.class.isAssignableFrom(type) || type == double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == LocalDateTime.class) {
            return "a local date and time such as 2018-12-31T23:00:00";
        }
        return "of another form";
    }
}
