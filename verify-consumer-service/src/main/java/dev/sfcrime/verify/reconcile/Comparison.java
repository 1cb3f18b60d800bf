package dev.sfcrime.verify.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sfcrime.verify.delivery.Delivered;
import dev.sfcrime.verify.delivery.ReplayReport;
import dev.sfcrime.verify.delivery.SequenceRange;
import dev.sfcrime.verify.topic.ReadBatch;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the sides say of one replay.
 *
 * @param sent ingest's side
 * @param ends where the replay's messages end in Kafka; null before it has ended, and until Kafka was asked
 * @param delivered this service's side
 * @param spark Spark's side
 */
record Comparison(SentReplay sent, @Nullable EndOffsets ends, Delivered delivered, SparkSide spark) {
    /** How many differences a reason names; the checks have them all. */
    private static final int MOST_NAMED = 3;

    Reconciliation reconciliation() {
        List<Check> checks = new ArrayList<>();
        checkIngest(checks);
        checkDelivered(checks);
        checkSpark(checks);
        List<String> waitingFor = waitingFor();
        List<Check> differing = checks.stream().filter(check -> !check.ok()).toList();
        Verdict verdict =
                !waitingFor.isEmpty() ? Verdict.PENDING : differing.isEmpty() ? Verdict.MATCHED : Verdict.MISMATCHED;
        String reason = switch (verdict) {
            case MATCHED -> null;
            case PENDING -> String.join("; ", waitingFor);
            case MISMATCHED -> mismatch(differing);
        };
        return new Reconciliation(sent.replayId(), sent.state(), verdict, reason, checks, delivered.missingRanges());
    }

    private void checkIngest(List<Check> checks) {
        checks.add(Check.of(CheckName.INGEST_READ, sent.accountedFor(), sent.read()));
        checks.add(Check.of(
                CheckName.INGEST_ACKNOWLEDGED, sent.sent(), delivered.report().received()));
    }

    private void checkDelivered(List<Check> checks) {
        if (ends != null) {
            checks.add(offsets(CheckName.VERIFY_OFFSETS, ends, readOffsets()));
        }
        ReplayReport report = delivered.report();
        checks.add(Check.of(CheckName.VERIFY_RECEIVED, sent.sent(), report.received()));
        checks.add(Check.of(CheckName.VERIFY_MISSING, 0, delivered.missing()));
        checks.add(Check.of(CheckName.VERIFY_LAST_SEQUENCE, sent.lastSequence(), report.lastSequence()));
        checks.add(Check.of(CheckName.VERIFY_DUPLICATES, sent.injectedDuplicates(), report.duplicates()));
        checks.add(Check.of(CheckName.VERIFY_MALFORMED, sent.injectedMalformed(), report.malformed()));
        checks.add(Check.of(CheckName.VERIFY_INJECTED_MALFORMED, sent.injectedMalformed(), report.injectedMalformed()));
        checks.add(
                Check.of(CheckName.VERIFY_INJECTED_DUPLICATES, sent.injectedDuplicates(), report.injectedDuplicates()));
        checks.add(Check.of(CheckName.VERIFY_INJECTED_LATE, sent.injectedLate(), report.injectedLate()));
    }

    private void checkSpark(List<Check> checks) {
        if (!(spark instanceof SparkSide.Answered answered)) {
            checks.add(Check.of(CheckName.SPARK_REACHABLE, 1, 0));
            return;
        }
        checks.add(Check.of(CheckName.SPARK_REACHABLE, 1, 1));
        SparkTotals totals = answered.totals();
        if (ends != null) {
            checks.add(offsets(CheckName.SPARK_OFFSETS, ends, totals.asOf().offsets()));
        }
        SparkTotals.CountedReplay replay = totals.countedReplay();
        checks.add(Check.of(CheckName.SPARK_RECEIVED, sent.sent(), replay.counted() + replay.malformed()));
        checks.add(Check.of(CheckName.SPARK_MALFORMED, sent.injectedMalformed(), replay.malformed()));
        checks.add(Check.of(CheckName.SPARK_INJECTED_MALFORMED, sent.injectedMalformed(), replay.injectedMalformed()));
        checks.add(
                Check.of(CheckName.SPARK_INJECTED_DUPLICATES, sent.injectedDuplicates(), replay.injectedDuplicates()));
        checks.add(Check.of(CheckName.SPARK_INJECTED_LATE, sent.injectedLate(), replay.injectedLate()));
        long held = totals.counted() - totals.droppedByRetention();
        SparkTotals.Views views = totals.views();
        checks.add(Check.of(CheckName.SPARK_CRIME_TYPES, held, views.crimeTypes()));
        checks.add(Check.of(CheckName.SPARK_DISPOSITIONS, held, views.dispositions()));
        checks.add(Check.of(CheckName.SPARK_TIMELINE_HOURS, held, views.timelineHours()));
        checks.add(Check.of(CheckName.SPARK_TIMELINE_DAYS, held, views.timelineDays()));
        checks.add(Check.of(CheckName.SPARK_CRIME_TYPE_TIMELINE, held, views.crimeTypeTimeline()));
    }

    private static Check offsets(CheckName name, EndOffsets ends, Map<Integer, Long> nextOffsets) {
        return Check.of(name, ends.total(), ends.total() - ends.lagOf(nextOffsets));
    }

    private Map<Integer, Long> readOffsets() {
        return delivered.positions().stream()
                .collect(Collectors.toMap(ReadBatch.Position::partition, ReadBatch.Position::nextOffset));
    }

    /** Why no verdict can be given yet; nothing where one can. */
    private List<String> waitingFor() {
        List<String> reasons = new ArrayList<>();
        if (!sent.state().isFinal()) {
            reasons.add("the replay is " + sent.state() + ", and more may come");
        } else if (ends == null) {
            reasons.add("Kafka has not told yet where the replay's messages end");
        } else {
            long lag = ends.lagOf(readOffsets());
            if (lag > 0) {
                reasons.add("this service has %d offsets still to read".formatted(lag));
            }
            if (spark instanceof SparkSide.Answered answered) {
                long sparkLag = ends.lagOf(answered.totals().asOf().offsets());
                if (sparkLag > 0) {
                    reasons.add("Spark has %d offsets still to count".formatted(sparkLag));
                }
            }
        }
        if (spark instanceof SparkSide.Unreachable unreachable) {
            reasons.add(unreachable.reason());
        }
        return reasons;
    }

    private String mismatch(List<Check> differing) {
        List<String> reasons = new ArrayList<>();
        List<SequenceRange> missing = delivered.missingRanges();
        if (!missing.isEmpty()) {
            reasons.add("missing are " + listed(missing));
        }
        reasons.add(listed(differing));
        if (delivered.positions().stream().anyMatch(position -> position.firstOffset() > 0)) {
            reasons.add("Kafka has deleted the beginning of the topic, perhaps some of the replay's messages with it");
        }
        if (delivered.replaysForgotten() > 0) {
            reasons.add("this service has forgotten %d replays, perhaps this one among them"
                    .formatted(delivered.replaysForgotten()));
        }
        return String.join("; ", reasons);
    }

    private static String listed(List<?> all) {
        String named = all.stream().limit(MOST_NAMED).map(Object::toString).collect(Collectors.joining(", "));
        return all.size() <= MOST_NAMED ? named : "%s and %d more".formatted(named, all.size() - MOST_NAMED);
    }
}
