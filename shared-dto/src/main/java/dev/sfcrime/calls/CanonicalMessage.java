package dev.sfcrime.calls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the form that {@link CallJson#write} gives to most calls: members that are strings or null, in plain
 * ASCII without escapes. What is taken here, a JSON parser takes too, and finds the same in it; of all else nothing is
 * said, and {@link CallJson} decides. Own code beside a parser because every message passes here once in every service:
 * it makes no objects but those that are asked for. One message after another, for one thread.
 */
final class CanonicalMessage {
    /** Parsers refuse names and texts beyond some length; this is far below. */
    private static final int LONGEST = 1 << 14;

    private static final CallField[] FIELDS = CallField.values();
    private static final byte[][] NAMES = Arrays.stream(FIELDS)
            .map(field -> field.wireName().getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH << 7;
    private static final long SEVEN_SPACES = (EACH << Byte.SIZE) * ' ';
    private static final int NONE = -1;

    private final int[] starts = new int[FIELDS.length];

    /** {@link #NONE} where the message lacks the field. */
    private final int[] lengths = new int[FIELDS.length];

    private byte[] message = {};
    private int at;
    private LocalDateTime callDateTime = LocalDateTime.MIN;

    /** Reads a message; false, and nothing is known of it, unless it is of the form and a call. */
    boolean read(byte[] next) {
        message = next;
        at = 0;
        Arrays.fill(lengths, NONE);
        return next.length <= LONGEST && takeObject() && takeCall();
    }

    LocalDateTime callDateTime() {
        return callDateTime;
    }

    int start(CallField field) {
        return starts[field.index()];
    }

    /** Length of the field's text; -1 where the message lacks the field. */
    int length(CallField field) {
        return lengths[field.index()];
    }

    private @Nullable String text(CallField field) {
        int length = length(field);
        return length == NONE ? null : new String(message, start(field), length, StandardCharsets.ISO_8859_1);
    }

    /** The call, with no more than these fields beside its number and its time. */
    CallForService call(Set<CallField> wanted) {
        return CallForService.of(
                field -> field == CallField.CRIME_ID || wanted.contains(field) ? text(field) : null, callDateTime);
    }

    private boolean takeCall() {
        int length = length(CallField.CALL_DATE_TIME);
        if (length == NONE || isBlank(CallField.CRIME_ID)) {
            return false;
        }
        try {
            callDateTime = EventTime.parse(message, start(CallField.CALL_DATE_TIME), length);
            return true;
        } catch (UnreadableCallException unreadable) {
            return false;
        }
    }

    /** Whether the field is missing, or nothing but spaces: no other blank stands unescaped in a message. */
    boolean isBlank(CallField field) {
        int start = start(field);
        for (int i = start + length(field) - 1; i >= start; i--) {
            if (message[i] != ' ') {
                return false;
            }
        }
        return true;
    }

    private boolean takeObject() {
        if (!take('{')) {
            return false;
        }
        int field = NONE;
        do {
            if (!take('"')) {
                return false;
            }
            int start = at;
            int length = takeText();
            if (length == NONE) {
                return false;
            }
            field = fieldAfter(field, start, length);
            if (!take(':') || !takeValue(field)) {
                return false;
            }
        } while (take(','));
        return take('}') && isAtEnd();
    }

    private boolean takeValue(int field) {
        int start;
        int length;
        if (take('"')) {
            start = at;
            length = takeText();
            if (length == NONE) {
                return false;
            }
        } else if (Arrays.equals(message, at, Math.min(at + NULL.length, message.length), NULL, 0, NULL.length)) {
            start = at;
            at += NULL.length;
            length = NONE;
        } else {
            return false;
        }
        if (field != NONE) {
            starts[field] = start;
            lengths[field] = length;
        }
        return true;
    }

    /** The field of a name, first the one after the last, since messages have an order; {@link #NONE} if it is not ours. */
    private int fieldAfter(int last, int start, int length) {
        int field = last;
        for (int tries = 0; tries < NAMES.length; tries++) {
            field = field + 1 == NAMES.length ? 0 : field + 1;
            byte[] name = NAMES[field];
            if (name.length == length && Arrays.equals(message, start, start + length, name, 0, length)) {
                return field;
            }
        }
        return NONE;
    }

    /** Passes over whitespace and this character, if it comes next. */
    private boolean take(char next) {
        skipWhitespace();
        if (at < message.length && message[at] == next) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtEnd() {
        skipWhitespace();
        return at == message.length;
    }

    private void skipWhitespace() {
        while (at < message.length
                && (message[at] == ' ' || message[at] == '\n' || message[at] == '\r' || message[at] == '\t')) {
            at++;
        }
    }

    /** Passes over a text and its closing quote, and returns its length; {@link #NONE} if there is more to it. */
    private int takeText() {
        int start = at;
        int end = start;
        while (end <= message.length - Long.BYTES) {
            long special = special((long) EIGHT.get(message, end));
            if (special != 0) {
                return closedAt(start, end + Long.numberOfTrailingZeros(special) / Byte.SIZE);
            }
            end += Long.BYTES;
        }
        while (end < message.length && special((message[end] & 0xFFL) | SEVEN_SPACES) == 0) {
            end++;
        }
        return end == message.length ? NONE : closedAt(start, end);
    }

    private int closedAt(int start, int end) {
        at = end + 1;
        return message[end] == '"' ? end - start : NONE;
    }

    /** Marks, up to the first of them, bytes that are quotes, backslashes, control characters or not ASCII. */
    private static long special(long bytes) {
        long quotes = bytes ^ (EACH * '"');
        long backslashes = bytes ^ (EACH * '\\');
        return (below(1, quotes) | below(1, backslashes) | below(' ', bytes) | bytes) & HIGH_BITS;
    }

    /** Has the high bit of, up to the first of them, each byte that is below a limit. */
    private static long below(int limit, long bytes) {
        return (bytes - EACH * limit) & ~bytes;
    }
}
