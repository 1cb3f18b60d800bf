package dev.sfcrime.verify.reconcile;

import java.util.Optional;

import dev.sfcrime.verify.delivery.Delivered;
import dev.sfcrime.verify.delivery.Deliveries;
import org.springframework.stereotype.Component;

/** Gathers what each side says of a replay, and compares it. */
@Component
class Reconciler {
    /** Most runs of missing sequences that are named. */
    static final int MOST_RANGES = 1000;

    private final ProgressBook book;
    private final Deliveries deliveries;
    private final Analytics analytics;

    Reconciler(ProgressBook book, Deliveries deliveries, Analytics analytics) {
        this.book = book;
        this.deliveries = deliveries;
        this.analytics = analytics;
    }

    /** Compares one replay now; empty if ingest has told nothing of it. */
    Optional<Reconciliation> reconcile(String replayId) {
        return book.entry(replayId).map(entry -> {
            SentReplay replay = entry.replay();
            Delivered delivered = deliveries.delivered(replayId, replay.lastSequence(), MOST_RANGES);
            return new Comparison(replay, entry.ends(), delivered, analytics.totals(replayId)).reconciliation();
        });
    }
}
