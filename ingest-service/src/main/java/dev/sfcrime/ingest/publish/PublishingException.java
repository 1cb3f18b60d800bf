package dev.sfcrime.ingest.publish;

import org.jspecify.annotations.Nullable;

/** A message could not be published, all retries included. Its own message says why and what to do, for users. */
public final class PublishingException extends Exception {
    private static final long serialVersionUID = 1L;

    public PublishingException(String causeAndRemedy, @Nullable Throwable cause) {
        super(causeAndRemedy, cause);
    }
}
