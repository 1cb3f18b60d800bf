package dev.sfcrime.ingest.replay;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpStatus;

/** There is no replay of this id, or no longer. */
final class UnknownReplayException extends ProblemException {
    private static final long serialVersionUID = 1L;

    UnknownReplayException(String id, int finishedKept) {
        super(
                HttpStatus.NOT_FOUND,
                "Unknown replay",
                "There is no replay '%s'. The newest %d ended replays are remembered".formatted(id, finishedKept));
    }
}
