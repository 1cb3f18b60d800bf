package dev.sfcrime.local.stack;

import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * What can be said of one service.
 *
 * @param service which one
 * @param state whether it runs
 * @param port the port it runs on, or would run on
 * @param pid its process; null if it does not run
 * @param since when its process started; null if it does not run
 * @param residentBytes its physical memory, where known
 */
public record ServiceStatus(
        Service service,
        State state,
        int port,
        @Nullable Long pid,
        @Nullable Instant since,
        OptionalLong residentBytes) {

    /** Whether a service runs. */
    public enum State {
        /** It was not started, or it was stopped. */
        STOPPED,

        /** It ended without having been stopped. */
        DIED,

        /** Its process runs, but it is not ready: it starts, or it lacks something. */
        NOT_READY,

        /** It serves. */
        READY
    }
}
