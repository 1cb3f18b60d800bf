package dev.sfcrime.ingest.replay;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Says when the next record is due. Due times are computed from a fixed starting point, never from when the last record
 * happened to be sent, so that the pace does not drift however late the thread wakes up. After a change of pace or a
 * pause the schedule starts anew: nothing is caught up.
 *
 * <p>For one thread. Times are those of a {@link Ticker}.
 */
final class Pacer {
    /** Lag beyond this is forgiven: what a slow broker held up does not follow in one burst. */
    static final long LONGEST_LAG = TimeUnit.SECONDS.toNanos(1);

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double LONGEST_GAP = TimeUnit.DAYS.toNanos(36_500);

    private Pace pace;

    /** When the first record of the present schedule is due. */
    private long start;

    /** Records sent by the present schedule. */
    private long sent;

    private boolean sentAny;
    private long lastDue;
    private @Nullable LocalDateTime lastEventTime;

    Pacer(Pace pace, long now) {
        this.pace = pace;
        this.start = now;
    }

    /** Goes on at another pace; the same one changes nothing. */
    void change(Pace next, long now) {
        if (!next.equals(pace)) {
            pace = next;
            restart(now);
        }
    }

    /** Starts the schedule anew: the next record is due one interval after the last one, but not before now. */
    void restart(long now) {
        start = sentAny && pace instanceof Pace.Steady steady ? Math.max(now, lastDue + interval(steady, 1)) : now;
        sent = 0;
    }

    /**
     * How long it is until a record is due.
     *
     * @param eventTime the record's event time
     * @return nanoseconds; 0 or less if it is due now
     */
    long nanosUntilDue(LocalDateTime eventTime, long now) {
        if (pace instanceof Pace.Unlimited) {
            return 0;
        }
        long due = due(eventTime);
        if (now - due > LONGEST_LAG) {
            lastDue += now - due;
            start = now;
            sent = 0;
            return 0;
        }
        return due - now;
    }

    /** Notes that the record was sent. */
    void sent(LocalDateTime eventTime, long now) {
        lastDue = pace instanceof Pace.Unlimited ? now : due(eventTime);
        lastEventTime = eventTime;
        sentAny = true;
        sent++;
    }

    private long due(LocalDateTime eventTime) {
        if (pace instanceof Pace.Steady steady) {
            return start + interval(steady, sent);
        }
        if (pace instanceof Pace.EventSpeed speed && lastEventTime != null) {
            return Math.max(start, lastDue + gap(lastEventTime, eventTime, speed.speedFactor()));
        }
        return start;
    }

    private static long interval(Pace.Steady steady, long records) {
        return (long) Math.min(LONGEST_GAP, records * (NANOS_PER_SECOND / steady.recordsPerSecond()));
    }

    private static long gap(LocalDateTime from, LocalDateTime to, double speedFactor) {
        Duration between = Duration.between(from, to).abs();
        double nanos = between.getSeconds() * NANOS_PER_SECOND + between.getNano();
        return (long) Math.min(LONGEST_GAP, nanos / speedFactor);
    }
}
