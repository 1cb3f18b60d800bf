package dev.sfcrime.local.demo;

import java.time.Instant;
import java.util.List;

import dev.sfcrime.local.demo.Api.Check;
import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.CountedReplays;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Freshness;
import dev.sfcrime.local.demo.Api.Latency;
import dev.sfcrime.local.demo.Api.Partition;
import dev.sfcrime.local.demo.Api.Query;
import dev.sfcrime.local.demo.Api.Rates;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.demo.Api.Verification;
import tools.jackson.databind.node.LongNode;

/** Figures of a replay of 200,000 records that took 20 s. */
final class Samples {
    private static final Instant START = Instant.parse("2026-11-20T15:06:30Z");

    private Samples() {}

    static Figures underWay() {
        Replay replay = new Replay(
                "r",
                "RUNNING",
                0,
                103_466,
                103_000,
                200_000L,
                new Rates(10_009.4, 10_000.0, 10_000.0),
                START,
                null,
                10L,
                null);
        return figures(replay, 103_400, 93_250, Reconciliation.none());
    }

    static Figures justSent() {
        return figures(completed(), 200_000, 194_321, new Reconciliation("PENDING", null, checks(194_321), List.of()));
    }

    static Figures matched() {
        return figures(completed(), 200_000, 200_000, new Reconciliation("MATCHED", null, checks(200_000), List.of()));
    }

    private static List<Check> checks(long counted) {
        return List.of(check("verify.received", 200_000), check("spark.received", counted));
    }

    private static Check check(String name, long actual) {
        return new Check(name, LongNode.valueOf(200_000), LongNode.valueOf(actual), actual == 200_000);
    }

    private static Replay completed() {
        return new Replay(
                "r",
                "COMPLETED",
                0,
                200_000,
                200_000,
                200_000L,
                new Rates(null, 10_000.0, 10_000.0),
                START,
                START.plusSeconds(20),
                null,
                null);
    }

    private static Figures figures(Replay replay, long received, long counted, Reconciliation reconciliation) {
        return new Figures(
                replay,
                new Delivery("r", received),
                new Verification(new Latency(9L, 78L, 515L, 1_207L), List.of(new Partition(40), new Partition(26))),
                new CountedReplays(new Freshness(10_216L), List.of(new CountedReplay("r", counted, 0))),
                new Query(9_876.4),
                reconciliation);
    }
}
