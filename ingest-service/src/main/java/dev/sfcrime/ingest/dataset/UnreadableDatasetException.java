package dev.sfcrime.ingest.dataset;

import java.io.IOException;

/** A file that is no dataset, or that cannot be read to its end. The message is fit to be shown. */
public final class UnreadableDatasetException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableDatasetException(String reason) {
        super(reason);
    }

    UnreadableDatasetException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
