package dev.sfcrime.analytics.stream;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the streaming query does, and in which run of it.
 *
 * @param state what it does
 * @param id the query's id, the same for as long as its checkpoint lives; null before the first start
 * @param runId id of this run or, between two runs, of the last; null before the first start
 * @param reason why it does not run; null while it does
 * @param exception what the last run failed with, until a later one has got through a trigger; null for nothing
 */
record QueryRun(
        QueryState state,
        @Nullable UUID id,
        @Nullable UUID runId,
        @Nullable String reason,
        @Nullable String exception) {
    static final QueryRun NEVER = new QueryRun(QueryState.STOPPED, null, null, "not started yet", null);

    QueryRun in(QueryState next, String why) {
        return new QueryRun(next, id, runId, why, exception);
    }

    QueryRun failed(String failure) {
        return new QueryRun(QueryState.FAILED, id, runId, failure, failure);
    }

    QueryRun running(UUID startedId, UUID startedRunId) {
        return new QueryRun(QueryState.RUNNING, startedId, startedRunId, null, exception);
    }

    QueryRun recovered() {
        return new QueryRun(state, id, runId, reason, null);
    }
}
