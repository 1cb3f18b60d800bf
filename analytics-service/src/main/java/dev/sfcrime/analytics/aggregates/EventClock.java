package dev.sfcrime.analytics.aggregates;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Event hours, days and months as numbers. Event times have no zone; counting them as if they were UTC shifts nothing,
 * because they are turned back the same way.
 */
final class EventClock {
    static final int HOURS_A_DAY = 24;
    private static final int SECONDS_AN_HOUR = 3600;
    private static final int MONTHS_A_YEAR = 12;

    private EventClock() {}

    /** Hours since 1970-01-01T00, rounded down. */
    static long hour(LocalDateTime time) {
        return Math.floorDiv(time.toEpochSecond(ZoneOffset.UTC), SECONDS_AN_HOUR);
    }

    static LocalDateTime start(long hour) {
        return LocalDateTime.ofEpochSecond(hour * SECONDS_AN_HOUR, 0, ZoneOffset.UTC);
    }

    /** Days since 1970-01-01. */
    static long day(long hour) {
        return Math.floorDiv(hour, HOURS_A_DAY);
    }

    /** Months since year 0. */
    static long month(long hour) {
        LocalDate day = LocalDate.ofEpochDay(day(hour));
        return day.getYear() * (long) MONTHS_A_YEAR + day.getMonthValue() - 1;
    }

    /** The first hour of a month. */
    static long firstHour(long month) {
        LocalDate first =
                LocalDate.of((int) Math.floorDiv(month, MONTHS_A_YEAR), Math.floorMod(month, MONTHS_A_YEAR) + 1, 1);
        return first.toEpochDay() * HOURS_A_DAY;
    }
}
