package dev.sfcrime.analytics.aggregates;

import java.util.Locale;

/** How wide the buckets of a timeline are. */
enum Bucket {
    HOUR(1),
    DAY(EventClock.HOURS_A_DAY);

    private final int hours;

    Bucket(int hours) {
        this.hours = hours;
    }

    /** First hour of the bucket that holds an hour. */
    long startOf(long hour) {
        return Math.floorDiv(hour, hours) * hours;
    }

    /** The hour after the last of the bucket that starts at an hour. */
    long end(long startHour) {
        return startHour + hours;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
