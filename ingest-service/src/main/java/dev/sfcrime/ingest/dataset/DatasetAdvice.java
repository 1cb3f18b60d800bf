package dev.sfcrime.ingest.dataset;

import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers 422 where a request names a file that is no dataset, whichever feature was to read it. */
@RestControllerAdvice
@Order(0)
class DatasetAdvice {
    @ExceptionHandler
    ProblemDetail unreadable(UnreadableDatasetException unreadable) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, unreadable.getMessage());
        problem.setTitle("Unreadable dataset");
        return problem;
    }
}
