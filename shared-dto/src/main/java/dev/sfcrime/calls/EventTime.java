package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * Event times in the dataset's own form, {@code 2018-12-31T23:57:00.000}: local wall-clock time without a zone.
 *
 * <p>Own code instead of {@link java.time.format.DateTimeFormatter}, whose general parser does far more for a form of
 * fixed places, because each message passes here once in every service.
 */
public final class EventTime {
    private static final int LENGTH_TO_MINUTES = "2018-12-31T23:57".length();
    private static final int LENGTH_TO_SECONDS = "2018-12-31T23:57:00".length();
    private static final int LONGEST_FRACTION = 9;

    private EventTime() {}

    /**
     * Reads {@code yyyy-MM-ddTHH:mm[:ss[.fraction]]}, where a space may stand for the T and the fraction has one to
     * nine digits.
     *
     * @throws UnreadableCallException if the text is of another form or names no real time
     */
    public static LocalDateTime parse(String text) throws UnreadableCallException {
        int length = text.length();
        boolean hasSeconds = length > LENGTH_TO_MINUTES;
        if (length < LENGTH_TO_MINUTES
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || (text.charAt(10) != 'T' && text.charAt(10) != ' ')
                || text.charAt(13) != ':'
                || (hasSeconds && (length < LENGTH_TO_SECONDS || text.charAt(16) != ':'))) {
            throw unreadable();
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = hasSeconds ? digits(text, 17, 19) : 0;
        int nano = nano(text, length);
        try {
            return LocalDateTime.of(year, month, day, hour, minute, second, nano);
        } catch (DateTimeException impossible) {
            throw unreadable();
        }
    }

    /** Writes the wire form, {@code 2018-12-31T23:57:00.000}; what is finer than a millisecond is cut off. */
    public static String format(LocalDateTime time) {
        byte[] text = new byte[LENGTH_TO_SECONDS + 4];
        put(text, 0, 4, time.getYear());
        text[4] = '-';
        put(text, 5, 2, time.getMonthValue());
        text[7] = '-';
        put(text, 8, 2, time.getDayOfMonth());
        text[10] = 'T';
        put(text, 11, 2, time.getHour());
        text[13] = ':';
        put(text, 14, 2, time.getMinute());
        text[16] = ':';
        put(text, 17, 2, time.getSecond());
        text[19] = '.';
        put(text, 20, 3, time.getNano() / 1_000_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static int nano(String text, int length) throws UnreadableCallException {
        if (length <= LENGTH_TO_SECONDS) {
            return 0;
        }
        int fraction = length - LENGTH_TO_SECONDS - 1;
        if (text.charAt(LENGTH_TO_SECONDS) != '.' || fraction < 1 || fraction > LONGEST_FRACTION) {
            throw unreadable();
        }
        int nano = digits(text, LENGTH_TO_SECONDS + 1, length);
        for (int i = fraction; i < LONGEST_FRACTION; i++) {
            nano *= 10;
        }
        return nano;
    }

    private static int digits(String text, int from, int to) throws UnreadableCallException {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw unreadable();
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static void put(byte[] text, int at, int width, int number) {
        int rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static UnreadableCallException unreadable() {
        return new UnreadableCallException("call_date_time is no local date and time such as 2018-12-31T23:57:00.000");
    }
}
