package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;

/**
 * The event hours that start from one time to before another.
 *
 * @param fromHour first event hour
 * @param toHour the event hour after the last
 */
record TimeRange(long fromHour, long toHour) {
    static TimeRange of(QueryParameters parameters) {
        @Nullable LocalDateTime from = parameters.eventTime("from");
        @Nullable LocalDateTime to = parameters.eventTime("to");
        if (from != null && to != null && !from.isBefore(to)) {
            parameters.wrong("to", "must be after from");
        }
        return new TimeRange(
                from == null ? Long.MIN_VALUE : firstHourNotBefore(from),
                to == null ? Long.MAX_VALUE : firstHourNotBefore(to));
    }

    private static long firstHourNotBefore(LocalDateTime time) {
        long hour = EventClock.hour(time);
        return EventClock.start(hour).isBefore(time) ? hour + 1 : hour;
    }

    boolean contains(long hour) {
        return hour >= fromHour && hour < toHour;
    }

    /** Whether all hours of a day are in the range. */
    boolean containsDay(long day) {
        return day * EventClock.HOURS_A_DAY >= fromHour && (day + 1) * EventClock.HOURS_A_DAY <= toHour;
    }
}
