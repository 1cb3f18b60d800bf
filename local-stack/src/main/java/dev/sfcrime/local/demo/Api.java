package dev.sfcrime.local.demo;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** What the demonstration reads of the services' answers. */
interface Api {
    /** A dataset that ingest offers. */
    record Dataset(String name, String kind, @Nullable Long records) {
        boolean isFile() {
            return kind.equals("FILE");
        }
    }

    /** A replay, as ingest sees it. */
    record Replay(
            String id,
            String state,
            long rejected,
            long sent,
            long acknowledged,
            @Nullable Long totalRecords,
            Rates recordsPerSecond,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable String failure) {}

    /** How fast a replay sends. */
    record Rates(
            @Nullable Double current,
            @Nullable Double average,
            @Nullable Double target) {}

    /** A replay, as verify received it. */
    record Delivery(String replayId, long received, long distinct, long duplicates, long missing) {
        static Delivery none(String replayId) {
            return new Delivery(replayId, 0, 0, 0, 0);
        }
    }

    /** All that verify received. */
    record Verification(Latency latencyMs) {}

    /** Milliseconds from the Kafka timestamp to consumption. */
    record Latency(@Nullable Double p50, @Nullable Double p99) {}

    /** An envelope of aggregates. */
    record CrimeTypes(long total, List<CrimeType> items) {}

    /** The calls of one crime type. */
    record CrimeType(String crimeType, long count, double share) {}

    /** An envelope of aggregates. */
    record Dispositions(long total, List<Disposition> items) {}

    /** The calls of one disposition. */
    record Disposition(String code, @Nullable String description, long count, double share) {}

    /** An envelope of aggregates. */
    record CountedReplays(List<CountedReplay> items) {}

    /** A replay, as Spark counted it. */
    record CountedReplay(@Nullable String replayId, long counted, long malformed) {
        long all() {
            return counted + malformed;
        }
    }
}
