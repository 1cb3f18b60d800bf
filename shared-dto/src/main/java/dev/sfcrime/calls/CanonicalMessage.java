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
    /** The names as {@link CallJson#write} puts them before texts. */
    private static final byte[][] USUAL_NAMES = Arrays.stream(FIELDS)
            .map(field -> ("\"" + field.wireName() + "\":\"").getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);

    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH << 7;
    private static final long SEVEN_SPACES = (EACH << Byte.SIZE) * ' ';
    private static final int NONE = -1;
    private static final int BROKEN = -2;

    private final int[] starts = new int[FIELDS.length];

    /** {@link #NONE} where the message lacks the field. */
    private final int[] lengths = new int[FIELDS.length];

    private byte[] message = {};
    private int at;

    /** Before which the message ends. */
    private int end;

    private boolean hasOtherNames;
    private boolean isInOrder;
    private final EventTimeReader callDateTime = new EventTimeReader();

    /** Reads a message; false, and nothing is known of it, unless it is of the form and a call. */
    boolean read(byte[] next) {
        return read(next, 0, next.length);
    }

    /** The same of a message that stands among other bytes. */
    boolean read(byte[] bytes, int offset, int length) {
        message = bytes;
        at = offset;
        end = offset + length;
        hasOtherNames = false;
        isInOrder = true;
        Arrays.fill(lengths, NONE);
        return length <= LONGEST && takeObject() && takeCall();
    }

    /** Whether it has members that are no fields of a call. */
    boolean hasOtherNames() {
        return hasOtherNames;
    }

    /** Whether its members are fields of a call, each of them once, and in the dataset's order. */
    boolean isInOrder() {
        return isInOrder;
    }

    LocalDateTime callDateTime() {
        return callDateTime.time();
    }

    int start(CallField field) {
        return starts[field.index()];
    }

    /** Length of the field's text; -1 where the message lacks the field. */
    int length(CallField field) {
        return lengths[field.index()];
    }

    /** The field's text; null where the message lacks the field. */
    @Nullable
    String text(CallField field) {
        int length = length(field);
        return length == NONE ? null : new String(message, start(field), length, StandardCharsets.ISO_8859_1);
    }

    /** The call, with no more than these fields beside its number and its time. */
    CallForService call(Set<CallField> wanted) {
        return CallForService.of(
                field -> field == CallField.CRIME_ID || wanted.contains(field) ? text(field) : null, callDateTime());
    }

    private boolean takeCall() {
        int length = length(CallField.CALL_DATE_TIME);
        return length != NONE
                && !isBlank(CallField.CRIME_ID)
                && callDateTime.read(message, start(CallField.CALL_DATE_TIME), length);
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
            skipWhitespace();
            if (takeUsualName(field + 1)) {
                field++;
                if (!takeText(field)) {
                    return false;
                }
            } else {
                int last = field;
                field = takeName(last);
                isInOrder &= field > last;
                if (field == BROKEN || !take(':') || !takeValue(field)) {
                    return false;
                }
            }
        } while (take(','));
        return take('}') && isAtEnd();
    }

    /** Passes over this field's name and what leads to its text, if these come next; they nearly always do. */
    private boolean takeUsualName(int field) {
        if (field == FIELDS.length) {
            return false;
        }
        byte[] name = USUAL_NAMES[field];
        if (end - at < name.length || !Arrays.equals(message, at, at + name.length, name, 0, name.length)) {
            return false;
        }
        at += name.length;
        return true;
    }

    /** Passes over a name; {@link #NONE} if it is none of a field, {@link #BROKEN} if it is not of the form. */
    private int takeName(int last) {
        if (!take('"')) {
            return BROKEN;
        }
        int start = at;
        int length = takeText();
        if (length == NONE) {
            return BROKEN;
        }
        int field = fieldAfter(last, start, length);
        hasOtherNames |= field == NONE;
        return field;
    }

    private boolean takeValue(int field) {
        if (take('"')) {
            return takeText(field);
        }
        if (end - at < NULL.length || !Arrays.equals(message, at, at + NULL.length, NULL, 0, NULL.length)) {
            return false;
        }
        at += NULL.length;
        note(field, at, NONE);
        return true;
    }

    private boolean takeText(int field) {
        int start = at;
        int length = takeText();
        note(field, start, length);
        return length != NONE;
    }

    private void note(int field, int start, int length) {
        if (field != NONE) {
            starts[field] = start;
            lengths[field] = length;
        }
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
        if (at < end && message[at] == next) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtEnd() {
        skipWhitespace();
        return at == end;
    }

    private void skipWhitespace() {
        while (at < end && (message[at] == ' ' || message[at] == '\n' || message[at] == '\r' || message[at] == '\t')) {
            at++;
        }
    }

    /** Passes over a text and its closing quote, and returns its length; {@link #NONE} if there is more to it. */
    private int takeText() {
        int start = at;
        int here = start;
        while (here <= end - Long.BYTES) {
            long special = special((long) EIGHT.get(message, here));
            if (special != 0) {
                return closedAt(start, here + Long.numberOfTrailingZeros(special) / Byte.SIZE);
            }
            here += Long.BYTES;
        }
        while (here < end && special((message[here] & 0xFFL) | SEVEN_SPACES) == 0) {
            here++;
        }
        return here == end ? NONE : closedAt(start, here);
    }

    private int closedAt(int start, int here) {
        at = here + 1;
        return message[here] == '"' ? here - start : NONE;
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
