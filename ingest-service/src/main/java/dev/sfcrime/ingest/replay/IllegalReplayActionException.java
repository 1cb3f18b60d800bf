package dev.sfcrime.ingest.replay;

import java.util.stream.Collectors;

import dev.sfcrime.web.ProblemException;
import org.springframework.http.HttpStatus;

/** The replay's state forbids the action; names what it allows. */
final class IllegalReplayActionException extends ProblemException {
    private static final long serialVersionUID = 1L;

    IllegalReplayActionException(String id, ReplayAction action, ReplayState state) {
        super(
                HttpStatus.CONFLICT,
                "Illegal action",
                "Replay %s is %s, so that '%s' is not possible. Possible now: %s"
                        .formatted(id, state, action.label(), allowed(state)));
        setProperty("state", state);
        setProperty("actions", state.actions());
    }

    private static String allowed(ReplayState state) {
        return state.actions().isEmpty()
                ? "nothing, it has ended"
                : state.actions().stream().map(ReplayAction::label).collect(Collectors.joining(", "));
    }
}
