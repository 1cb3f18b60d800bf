package dev.sfcrime.local.demo;

import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Replay;

/**
 * One replay at one time, as each process sees it.
 *
 * @param replay what ingest sent
 * @param delivery what verify received
 * @param counted what Spark counted
 */
record Figures(Replay replay, Delivery delivery, CountedReplay counted) {

    /** Whether ingest is at its end, and each of the others has at least as many messages as were sent. */
    boolean isComplete() {
        return isEnded() && delivery.received() >= replay.sent() && counted.all() >= replay.sent();
    }

    /** Whether ingest will send no more. */
    boolean isEnded() {
        return switch (replay.state()) {
            case "COMPLETED", "FAILED", "CANCELLED" -> true;
            default -> false;
        };
    }

    /** Whether anything moved between the two. */
    boolean isAheadOf(Figures earlier) {
        return replay.sent() != earlier.replay.sent()
                || replay.acknowledged() != earlier.replay.acknowledged()
                || !replay.state().equals(earlier.replay.state())
                || delivery.received() != earlier.delivery.received()
                || counted.all() != earlier.counted.all();
    }
}
