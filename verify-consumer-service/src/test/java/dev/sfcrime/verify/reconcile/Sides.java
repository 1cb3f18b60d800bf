package dev.sfcrime.verify.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.sfcrime.verify.delivery.Delivered;
import dev.sfcrime.verify.delivery.ReplayReport;
import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.wire.ReplayProgress.State;

/** All sides of one replay that match: 100 records, 2 of them rejected, and 10 messages put in. */
final class Sides {
    static final Instant START = Instant.parse("2026-11-20T16:00:00Z");
    static final EndOffsets ENDS = new EndOffsets(Map.of(0, 60L, 1, 55L));

    private Sides() {}

    static SentReplay sent() {
        return sent(State.COMPLETED);
    }

    static SentReplay sent(State state) {
        return new SentReplay("r", state, START, 100, 2, 108, 5, 3, 2);
    }

    static ReplayReport report() {
        return new ReplayReport("r", 108, 105, 3, 0, 0, 1, 105, 5, 5, 3, 2);
    }

    static Delivered delivered() {
        return delivered(report());
    }

    static Delivered delivered(ReplayReport report) {
        return new Delivered(
                report,
                0,
                List.of(),
                List.of(new ReadBatch.Position(0, 0, 60, 60), new ReadBatch.Position(1, 0, 56, 56)),
                0);
    }

    static SparkTotals.CountedReplay counted() {
        return new SparkTotals.CountedReplay(103, 5, 5, 3, 2);
    }

    static SparkTotals totals(SparkTotals.CountedReplay replay) {
        return new SparkTotals(
                new SparkTotals.AsOf(Map.of(0, 60L, 1, 55L)),
                1000,
                7,
                0,
                new SparkTotals.Views(1000, 1000, 1000, 1000, 1000),
                replay);
    }

    static SparkSide spark() {
        return new SparkSide.Answered(totals(counted()));
    }
}
