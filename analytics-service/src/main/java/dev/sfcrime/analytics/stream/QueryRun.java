package dev.sfcrime.analytics.stream;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the streaming query does, and for how long it has been the same run of it.
 *
 * @param state what it does
 * @param id the query's id, the same for as long as its checkpoint lives; null before the first start
 * @param runId id of this run or, between two runs, of the last; null before the first start
 * @param reason why it does not run; null while it does
 */
record QueryRun(
        QueryState state,
        @Nullable UUID id,
        @Nullable UUID runId,
        @Nullable String reason) {
    static final QueryRun NEVER = new QueryRun(QueryState.STOPPED, null, null, "not started yet");

    QueryRun in(QueryState next, @Nullable String why) {
        return new QueryRun(next, id, runId, why);
    }
}
