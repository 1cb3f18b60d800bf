package dev.sfcrime.ingest.dataset;

import java.util.Map;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.UnreadableCallException;

/**
 * Brings the forms in which the data set is exported to the one of its JSON export. CSV writes days as {@code 12/31/2018}
 * and times as {@code 12/31/2018 11:57:00 PM}; both become {@code 2018-12-31T00:00:00.000} and the like.
 */
final class ExportForm {
    private static final CallField[] TIMES = {
        CallField.REPORT_DATE, CallField.CALL_DATE, CallField.OFFENSE_DATE, CallField.CALL_DATE_TIME
    };
    private static final int NOON = 12;

    private ExportForm() {}

    /**
     * The call of these fields.
     *
     * @throws UnreadableCallException if they make no valid call
     */
    static CallForService call(Map<CallField, String> values) throws UnreadableCallException {
        for (CallField field : TIMES) {
            String text = values.get(field);
            if (text != null && text.indexOf('/') > 0) {
                values.put(field, isoTime(text));
            }
        }
        return CallForService.ofFields(values);
    }

    /** The text in ISO form if it is {@code M/d/yyyy} or {@code M/d/yyyy h:mm[:ss] AM|PM}, else as it is. */
    static String isoTime(String text) {
        Cursor cursor = new Cursor(text);
        int month = cursor.number(2);
        cursor.skip('/');
        int day = cursor.number(2);
        cursor.skip('/');
        int year = cursor.number(4);
        int hour = 0;
        int minute = 0;
        int second = 0;
        if (!cursor.atEnd()) {
            cursor.skip(' ');
            hour = cursor.number(2);
            cursor.skip(':');
            minute = cursor.number(2);
            if (cursor.peek() == ':') {
                cursor.skip(':');
                second = cursor.number(2);
            }
            cursor.skip(' ');
            boolean afternoon = cursor.peek() == 'P';
            cursor.skip(afternoon ? 'P' : 'A');
            cursor.skip('M');
            cursor.require(hour >= 1 && hour <= NOON);
            hour = hour % NOON + (afternoon ? NOON : 0);
        }
        return cursor.failed || !cursor.atEnd()
                ? text
                : "%04d-%02d-%02dT%02d:%02d:%02d.000".formatted(year, month, day, hour, minute, second);
    }

    /** Reads a text from left to right, and remembers whether all was as expected. */
    private static final class Cursor {
        private final String text;
        private int at;
        private boolean failed;

        Cursor(String text) {
            this.text = text;
        }

        int number(int mostDigits) {
            int number = 0;
            int digits = 0;
            while (digits < mostDigits && peek() >= '0' && peek() <= '9') {
                number = number * 10 + (text.charAt(at) - '0');
                at++;
                digits++;
            }
            require(digits > 0);
            return number;
        }

        char peek() {
            return atEnd() ? '\0' : text.charAt(at);
        }

        void skip(char expected) {
            require(peek() == expected);
            at++;
        }

        void require(boolean met) {
            failed |= !met;
        }

        boolean atEnd() {
            return at >= text.length();
        }
    }
}
