package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;

/**
 * Event times in the dataset's own form, {@code 2018-12-31T23:57:00.000}: local wall-clock time without a zone.
 *
 * <p>Own code instead of {@link java.time.format.DateTimeFormatter}, whose general parser does far more for a form of
 * fixed places, because each message passes here once in every service.
 */
public final class EventTime {
    private static final int LENGTH_TO_SECONDS = "2018-12-31T23:57:00".length();
    private static final int LENGTH_TO_DATE = "2018-12-31".length();
    private static final int LENGTH_OF_MILLIS = ".000".length();

    private EventTime() {}

    /**
     * Reads {@code yyyy-MM-ddTHH:mm[:ss[.fraction]]}, where a space may stand for the T and the fraction has one to
     * nine digits.
     *
     * @throws UnreadableCallException if the text is of another form or names no real time
     */
    public static LocalDateTime parse(String text) throws UnreadableCallException {
        // other characters become question marks, which are as wrong
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        EventTimeReader reader = new EventTimeReader();
        if (!reader.read(bytes, 0, bytes.length)) {
            throw new UnreadableCallException(
                    "call_date_time is no local date and time such as 2018-12-31T23:57:00.000");
        }
        return reader.time();
    }

    /** Whether a text that {@link #parse} took is what {@link #format} would make of it. */
    static boolean isWireForm(byte[] text, int start, int length) {
        return length == LENGTH_TO_SECONDS + LENGTH_OF_MILLIS && text[start + LENGTH_TO_DATE] == 'T';
    }

    /** Writes the wire form, {@code 2018-12-31T23:57:00.000}; what is finer than a millisecond is cut off. */
    public static String format(LocalDateTime time) {
        byte[] text = new byte[LENGTH_TO_SECONDS + LENGTH_OF_MILLIS];
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

    private static void put(byte[] text, int at, int width, int number) {
        int rest = number;
        for (int i = at + width - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
