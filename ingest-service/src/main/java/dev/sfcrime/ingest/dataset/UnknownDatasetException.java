package dev.sfcrime.ingest.dataset;

import java.util.List;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no dataset of this name; the answer lists the known ones. */
public final class UnknownDatasetException extends ProblemException {
    private static final long serialVersionUID = 1L;

    UnknownDatasetException(String name, List<String> known) {
        super(
                HttpStatus.NOT_FOUND,
                "Unknown dataset",
                "There is no dataset '%s'; known are: %s".formatted(name, String.join(", ", known)));
        setProperty("knownDatasets", List.copyOf(known));
    }
}
