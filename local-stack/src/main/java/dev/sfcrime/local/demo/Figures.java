package dev.sfcrime.local.demo;

import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.CountedReplays;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Query;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.demo.Api.Verification;

/**
 * One replay at one time, as each process sees it.
 *
 * @param replay what ingest sent
 * @param delivery what verify received
 * @param verification how verify keeps up with the topic
 * @param spark what Spark counted
 * @param query how Spark keeps up with the topic
 * @param reconciliation what verify says of them all
 */
record Figures(
        Replay replay,
        Delivery delivery,
        Verification verification,
        CountedReplays spark,
        Query query,
        Reconciliation reconciliation) {

    /** What is known before anybody was asked. */
    static Figures of(Replay replay) {
        return new Figures(
                replay,
                Delivery.none(replay.id()),
                Verification.unknown(),
                CountedReplays.unknown(),
                Query.unknown(),
                Reconciliation.none());
    }

    /** What Spark counted of this replay. */
    CountedReplay counted() {
        return spark.of(replay.id());
    }

    /** Whether ingest is at its end, and the verdict on it is final. */
    boolean isComplete() {
        return isEnded() && !reconciliation.isPending();
    }

    /** Whether ingest will send no more. */
    boolean isEnded() {
        return switch (replay.state()) {
            case "COMPLETED", "FAILED", "CANCELLED" -> true;
            default -> false;
        };
    }

    /** Whether anything of the replay moved between the two. */
    boolean isAheadOf(Figures earlier) {
        return replay.sent() != earlier.replay.sent()
                || replay.acknowledged() != earlier.replay.acknowledged()
                || !replay.state().equals(earlier.replay.state())
                || delivery.received() != earlier.delivery.received()
                || counted().all() != earlier.counted().all()
                || !reconciliation.equals(earlier.reconciliation);
    }
}
