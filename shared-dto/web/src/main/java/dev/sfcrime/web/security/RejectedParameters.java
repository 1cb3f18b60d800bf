package dev.sfcrime.web.security;

import java.net.URI;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what Spring Security's firewall finds wrong with parameters, which it looks at when they are first asked for. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class RejectedParameters {
    @ExceptionHandler(RequestRejectedException.class)
    ProblemDetail rejected() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The parameters after the ? hold characters that are not allowed there");
        problem.setType(URI.create("about:blank"));
        problem.setTitle("Invalid request");
        return problem;
    }
}
