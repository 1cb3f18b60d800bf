package dev.sfcrime.local.demo;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

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
    record Delivery(String replayId, long received) {
        static Delivery none(String replayId) {
            return new Delivery(replayId, 0);
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

    /** The same replay as ingest, Kafka, verify and Spark saw it. */
    record Reconciliation(String verdict, @Nullable String reason, List<Check> checks, List<Gap> missingSequences) {
        /** What is known before anybody was asked. */
        static Reconciliation none() {
            return new Reconciliation("PENDING", null, List.of(), List.of());
        }

        boolean isPending() {
            return verdict.equals("PENDING");
        }

        boolean isMatched() {
            return verdict.equals("MATCHED");
        }

        List<Check> differences() {
            return checks.stream().filter(check -> !check.ok()).toList();
        }
    }

    /** One comparison. */
    record Check(
            String name,
            @Nullable JsonNode expected,
            @Nullable JsonNode actual,
            boolean ok) {}

    /** Sequences that did not arrive, both ends included. */
    record Gap(long from, long to) {}
}
