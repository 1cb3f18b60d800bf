package dev.sfcrime.ingest.dataset;

import java.util.List;

/** There is no dataset of this name; the message lists the known ones. */
public final class UnknownDatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownDatasetException(String name, List<String> known) {
        super("There is no dataset '%s'; known are: %s".formatted(name, String.join(", ", known)));
    }
}
