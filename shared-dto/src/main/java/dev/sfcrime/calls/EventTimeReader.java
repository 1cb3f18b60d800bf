package dev.sfcrime.calls;

import java.time.LocalDateTime;
import java.time.Month;
import java.time.chrono.IsoChronology;

/**
 * Reads texts as {@link EventTime#parse} does, one after another, and makes an object of a time only when it is asked for:
 * many only want to know whether there is one. For one thread.
 */
final class EventTimeReader {
    private static final int LENGTH_TO_MINUTES = "2018-12-31T23:57".length();
    private static final int LENGTH_TO_SECONDS = "2018-12-31T23:57:00".length();
    private static final int LONGEST_FRACTION = 9;

    /** In the place of a number, where there is none. */
    private static final int NONE = -1;

    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nano;

    /** Reads a text of one byte a character; false, and its time is not to be asked for, if it is none. */
    boolean read(byte[] text, int start, int length) {
        boolean hasSeconds = length > LENGTH_TO_MINUTES;
        if (length < LENGTH_TO_MINUTES
                || text[start + 4] != '-'
                || text[start + 7] != '-'
                || (text[start + 10] != 'T' && text[start + 10] != ' ')
                || text[start + 13] != ':'
                || (hasSeconds && (length < LENGTH_TO_SECONDS || text[start + 16] != ':'))) {
            return false;
        }
        year = digits(text, start, 4);
        month = digits(text, start + 5, 2);
        day = digits(text, start + 8, 2);
        hour = digits(text, start + 11, 2);
        minute = digits(text, start + 14, 2);
        second = hasSeconds ? digits(text, start + 17, 2) : 0;
        nano = nano(text, start, length);
        return isReal();
    }

    /** The time that was read last. */
    LocalDateTime time() {
        return LocalDateTime.of(year, month, day, hour, minute, second, nano);
    }

    private boolean isReal() {
        return year != NONE
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= lengthOfMonth()
                && hour != NONE
                && hour < 24
                && minute != NONE
                && minute < 60
                && second != NONE
                && second < 60
                && nano != NONE;
    }

    private int lengthOfMonth() {
        return Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year));
    }

    private static int nano(byte[] text, int start, int length) {
        if (length <= LENGTH_TO_SECONDS) {
            return 0;
        }
        int fraction = length - LENGTH_TO_SECONDS - 1;
        if (text[start + LENGTH_TO_SECONDS] != '.' || fraction < 1 || fraction > LONGEST_FRACTION) {
            return NONE;
        }
        int nano = digits(text, start + LENGTH_TO_SECONDS + 1, fraction);
        if (nano == NONE) {
            return NONE;
        }
        for (int i = fraction; i < LONGEST_FRACTION; i++) {
            nano *= 10;
        }
        return nano;
    }

    private static int digits(byte[] text, int from, int count) {
        int number = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
