package dev.sfcrime.analytics.aggregates;

import java.time.Duration;
import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How late calls may come.
 *
 * @param allowedLateness a timeline bucket is final once an event hour has been seen that starts this long after its
 *     end; without it, and without a retention, no bucket ever is, since the dataset itself runs backwards. Calls that
 *     come later are counted all the same
 * @param retention how far back from the newest event hour seen calls are counted; those that come for event hours that
 *     ended this long before it, or earlier, are dropped and counted as dropped. Bounds the state of the stream;
 *     without it nothing is ever dropped. The store keeps what it has counted either way
 */
@ConfigurationProperties("analytics")
public record LatenessProperties(
        @Nullable Duration allowedLateness, @Nullable Duration retention) {
    public LatenessProperties {
        if (allowedLateness != null && allowedLateness.isNegative()) {
            throw new IllegalArgumentException(
                    "analytics.allowed-lateness is " + allowedLateness + "; it must not be negative");
        }
        if (retention != null && (retention.isNegative() || retention.isZero())) {
            throw new IllegalArgumentException(
                    "analytics.retention is " + retention + "; it must be positive, or left out to drop nothing");
        }
    }

    /** Whether an hour that ends at this event hour is final, as far as the cut has seen. */
    boolean isFinal(Cut cut, long endHour) {
        LocalDateTime end = EventClock.start(endHour);
        return isBehindWatermark(cut, end) || isBehindAllowedLateness(cut, end);
    }

    private static boolean isBehindWatermark(Cut cut, LocalDateTime end) {
        CommittedBatch batch = cut.batch();
        return batch != null && batch.watermark() != null && !end.isAfter(batch.watermark());
    }

    private boolean isBehindAllowedLateness(Cut cut, LocalDateTime end) {
        LocalDateTime newest = cut.newestHour();
        return allowedLateness != null && newest != null && !end.isAfter(newest.minus(allowedLateness));
    }
}
