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
            @Nullable Long etaSeconds,
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
    record Verification(Latency latencyMs, List<Partition> partitions) {
        /** What is known before verify was asked. */
        static Verification unknown() {
            return new Verification(new Latency(null, null, null, null), List.of());
        }

        /** Records that verify has still to read; null while it is not known. */
        @Nullable
        Long lag() {
            return partitions.isEmpty()
                    ? null
                    : partitions.stream().mapToLong(Partition::lag).sum();
        }
    }

    /** Milliseconds from the Kafka timestamp to consumption, over verify's last minute; null until a message came. */
    record Latency(
            @Nullable Long p50,
            @Nullable Long p95,
            @Nullable Long p99,
            @Nullable Long max) {

        /** One of them in no more than six characters. */
        static String text(@Nullable Long millis) {
            if (millis == null) {
                return "?";
            }
            return millis < 1_000 ? millis + " ms" : "%.1f s".formatted(millis / 1e3);
        }
    }

    /** How far verify is behind one partition's end. */
    record Partition(long lag) {}

    /** The topic of dead letters. */
    record DeadLetters(long total) {}

    /** An envelope of aggregates. */
    record CrimeTypes(long total, List<CrimeType> items) {}

    /** The calls of one crime type. */
    record CrimeType(String crimeType, long count, double share) {}

    /** An envelope of aggregates. */
    record Dispositions(long total, List<Disposition> items) {}

    /** The calls of one disposition. */
    record Disposition(String code, @Nullable String description, long count, double share) {}

    /** An envelope of aggregates. */
    record CountedReplays(Freshness freshness, List<CountedReplay> items) {
        /** What is known before analytics was asked. */
        static CountedReplays unknown() {
            return new CountedReplays(new Freshness(null), List.of());
        }

        CountedReplay of(String id) {
            return items.stream()
                    .filter(replay -> id.equals(replay.replayId()))
                    .findFirst()
                    .orElseGet(() -> new CountedReplay(id, 0, 0));
        }
    }

    /** How far Spark is behind the topic's end; null where that is not known. */
    record Freshness(@Nullable Long lagRecords) {}

    /** What Spark's streaming query does; null where that is not known. */
    record Query(@Nullable Double processedRowsPerSecond) {
        /** What is known before analytics was asked. */
        static Query unknown() {
            return new Query(null);
        }
    }

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
