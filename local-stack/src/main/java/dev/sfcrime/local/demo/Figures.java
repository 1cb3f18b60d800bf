package dev.sfcrime.local.demo;

import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;

/**
 * One replay at one time, as each process sees it.
 *
 * @param replay what ingest sent
 * @param delivery what verify received
 * @param counted what Spark counted
 * @param reconciliation what verify says of them all
 */
record Figures(Replay replay, Delivery delivery, CountedReplay counted, Reconciliation reconciliation) {

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

    Figures with(Reconciliation newer) {
        return new Figures(replay, delivery, counted, newer);
    }

    /** Whether anything moved between the two. */
    boolean isAheadOf(Figures earlier) {
        return replay.sent() != earlier.replay.sent()
                || replay.acknowledged() != earlier.replay.acknowledged()
                || !replay.state().equals(earlier.replay.state())
                || delivery.received() != earlier.delivery.received()
                || counted.all() != earlier.counted.all()
                || !reconciliation.equals(earlier.reconciliation);
    }
}
