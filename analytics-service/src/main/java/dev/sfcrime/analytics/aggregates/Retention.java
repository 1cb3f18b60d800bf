package dev.sfcrime.analytics.aggregates;

import java.time.Duration;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;

/**
 * What the retention lets go where the store keeps the state: the hours before the watermark, which is the newest hour of
 * all batches before, less the retention. Where Spark keeps the state, it has dropped these calls itself.
 */
final class Retention {
    private Retention() {}

    /** The watermark after a batch; null for none. */
    static @Nullable LocalDateTime watermark(Cut before, BatchCounts batch) {
        Duration retention = batch.history().retention();
        if (batch.history().state() == StateKeeper.SPARK || retention == null) {
            return batch.watermark();
        }
        LocalDateTime newest = before.newestHour();
        CellCounts cells = batch.cells();
        for (int i = 0; i < cells.size(); i++) {
            if (newest == null || cells.hour(i) > EventClock.hour(newest)) {
                newest = EventClock.start(cells.hour(i));
            }
        }
        return newest == null ? null : newest.minus(retention);
    }

    /** Whether the next batch's calls of an event hour are dropped. */
    static boolean drops(Cut before, History history, long hour) {
        CommittedBatch last = before.batch();
        return history.state() == StateKeeper.STORE
                && last != null
                && last.watermark() != null
                && EventClock.start(hour).isBefore(last.watermark());
    }
}
