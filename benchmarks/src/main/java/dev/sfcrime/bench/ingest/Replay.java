package dev.sfcrime.bench.ingest;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What the benchmark reads of a replay, as ingest-service tells it. */
record Replay(
        String id,
        String state,
        long acknowledged,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {

    boolean hasEnded() {
        return finishedAt != null;
    }

    /** Acknowledged messages a second, from its start until Kafka has committed the last one. */
    double recordsPerSecond() {
        Instant end = finishedAt;
        if (end == null) {
            throw new IllegalStateException("the replay has not ended");
        }
        return acknowledged / (Duration.between(startedAt, end).toNanos() / 1e9);
    }
}
