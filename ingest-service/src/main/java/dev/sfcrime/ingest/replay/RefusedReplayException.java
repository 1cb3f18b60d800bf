package dev.sfcrime.ingest.replay;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** A valid replay that is not started all the same. */
final class RefusedReplayException extends ProblemException {
    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "2";

    private RefusedReplayException(HttpStatus status, String title, String detail) {
        super(status, title, detail);
    }

    static RefusedReplayException keyOfAnother(String id) {
        return new RefusedReplayException(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "Idempotency key used before",
                "This Idempotency-Key started replay %s, with another body. Send a new key with a new replay"
                        .formatted(id));
    }

    static RefusedReplayException tooMany(int allowed) {
        return new RefusedReplayException(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many replays",
                "%d replays are running or paused, as many as ingest.replays.max-active allows. ".formatted(allowed)
                        + "Cancel one, wait for one to end, or raise the setting");
    }

    static RefusedReplayException recovering(String lastFailure) {
        RefusedReplayException notYet = new RefusedReplayException(
                HttpStatus.SERVICE_UNAVAILABLE,
                "Replays are being recovered",
                "The replays of before this start are being recovered from Kafka. " + lastFailure);
        notYet.getHeaders().set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return notYet;
    }

    static RefusedReplayException stopping() {
        return new RefusedReplayException(
                HttpStatus.SERVICE_UNAVAILABLE, "Service is stopping", "No replay is started while the service stops");
    }
}
