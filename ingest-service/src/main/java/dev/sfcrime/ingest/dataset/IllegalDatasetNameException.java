package dev.sfcrime.ingest.dataset;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpStatus;

/** A name that can be no dataset's, because it would lead out of the dataset folder. */
public final class IllegalDatasetNameException extends ProblemException {
    private static final long serialVersionUID = 1L;

    IllegalDatasetNameException(String name) {
        super(
                HttpStatus.BAD_REQUEST,
                "Illegal dataset name",
                "'%s' is no dataset name; give the name of a file in the dataset folder, without any path"
                        .formatted(name));
    }
}
