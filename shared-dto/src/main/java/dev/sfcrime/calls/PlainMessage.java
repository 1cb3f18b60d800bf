package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The fields of a message that looks as {@link CallJson#write} makes it nearly always: one object without white space, the
 * dataset's fields in their order, each a string of ASCII without control characters and escapes, or null. Such a message
 * is valid JSON by its form, and is read here without a JSON parser, since each message passes here in every service. All
 * others are left to the parser.
 */
final class PlainMessage {
    private static final byte[][] NAMES = names();
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final CallField[] FIELDS = CallField.values();
    private static final char LAST_ASCII = 0x7F;

    private final byte[] message;
    private final int end;
    private int at;

    private PlainMessage(byte[] message, int from, int end) {
        this.message = message;
        this.at = from;
        this.end = end;
    }

    /** Each field's name as it stands in a message, with its quotes and the colon. */
    private static byte[][] names() {
        return Arrays.stream(CallField.values())
                .map(field -> ("\"" + field.wireName() + "\":").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /**
     * The needed and the wanted ones among the fields that the message has; null where it is not of this form, which says
     * nothing of whether it is valid.
     */
    static @Nullable Map<CallField, String> read(byte[] bytes, int offset, int length, Set<CallField> wanted) {
        return new PlainMessage(bytes, offset, offset + length).read(wanted);
    }

    /** The message of a call; null where it is not of this form. */
    static byte @Nullable [] write(CallForService call) {
        @Nullable String[] texts = new String[FIELDS.length];
        int length = 1;
        for (int i = 0; i < texts.length; i++) {
            String text = call.text(FIELDS[i]);
            texts[i] = text;
            // quotes, and what stands before the field
            length += text == null ? 0 : NAMES[i].length + text.length() + 3;
        }
        byte[] message = new byte[length];
        int at = 0;
        for (int i = 0; i < texts.length; i++) {
            String text = texts[i];
            if (text != null) {
                message[at] = (byte) (at == 0 ? '{' : ',');
                System.arraycopy(NAMES[i], 0, message, at + 1, NAMES[i].length);
                at += 1 + NAMES[i].length;
                message[at] = '"';
                if (!copy(text, message, at + 1)) {
                    return null;
                }
                at += 1 + text.length();
                message[at] = '"';
                at++;
            }
        }
        message[at] = '}';
        return message;
    }

    /** Writes text that stands for itself; false if some of it does not. */
    private static boolean copy(String text, byte[] message, int at) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character > LAST_ASCII || character == '"' || character == '\\') {
                return false;
            }
            message[at + i] = (byte) character;
        }
        return true;
    }

    private @Nullable Map<CallField, String> read(Set<CallField> wanted) {
        Map<CallField, String> values = new EnumMap<>(CallField.class);
        if (!isNext('{')) {
            return null;
        }
        int next = 0;
        do {
            int field = fieldFrom(next);
            if (field < 0) {
                return null;
            }
            next = field + 1;
            if (isNext('"')) {
                int from = at;
                if (!skipString()) {
                    return null;
                }
                if (CallJson.isRead(FIELDS[field], wanted)) {
                    values.put(FIELDS[field], new String(message, from, at - 1 - from, StandardCharsets.ISO_8859_1));
                }
            } else if (!isNext(NULL)) {
                return null;
            }
        } while (isNext(','));
        return isNext('}') && at == end ? values : null;
    }

    /** Goes behind the name that is next; gives its field, which is this or a later one, or -1 for any other. */
    private int fieldFrom(int first) {
        for (int field = first; field < NAMES.length; field++) {
            if (isNext(NAMES[field])) {
                return field;
            }
        }
        return -1;
    }

    /** Goes behind the quote that ends the string; false if what is before it needs a closer look. */
    private boolean skipString() {
        int i = at;
        while (i < end) {
            byte character = message[i];
            i++;
            if (character == '"') {
                at = i;
                return true;
            }
            // bytes beyond ASCII are negative
            if (character < ' ' || character == '\\') {
                return false;
            }
        }
        return false;
    }

    private boolean isNext(char character) {
        if (at < end && message[at] == character) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isNext(byte[] token) {
        int behind = at + token.length;
        if (behind <= end && Arrays.equals(message, at, behind, token, 0, token.length)) {
            at = behind;
            return true;
        }
        return false;
    }
}
