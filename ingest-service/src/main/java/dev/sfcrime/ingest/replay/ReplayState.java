package dev.sfcrime.ingest.replay;

import java.util.List;

/** Where a replay stands in its life. The last three are final. */
enum ReplayState {
    /** Sends records at its pace. */
    RUNNING,

    /** Sends nothing until it is resumed. */
    PAUSED,

    /** Everything was sent, and is committed. */
    COMPLETED,

    /** Stopped by a user. */
    CANCELLED,

    /** Could not go on. */
    FAILED;

    /** What may be done to a replay in this state. */
    List<ReplayAction> actions() {
        return switch (this) {
            case RUNNING -> List.of(ReplayAction.PAUSE, ReplayAction.CANCEL, ReplayAction.PACE);
            case PAUSED -> List.of(ReplayAction.RESUME, ReplayAction.CANCEL, ReplayAction.PACE);
            case COMPLETED, CANCELLED, FAILED -> List.of();
        };
    }

    boolean isFinal() {
        return this == COMPLETED || this == CANCELLED || this == FAILED;
    }

    /** Whether a replay may go from this state straight to the next. A paused replay is resumed before it completes. */
    boolean leadsTo(ReplayState next) {
        return switch (this) {
            case RUNNING -> next != RUNNING;
            case PAUSED -> next != PAUSED && next != COMPLETED;
            case COMPLETED, CANCELLED, FAILED -> false;
        };
    }
}
