package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Writes calls whose texts are plain ASCII that needs no escapes, which nearly all are, without a JSON generator: each message
 * passes here once. What {@link CanonicalMessage} is to reading.
 */
final class CanonicalWriter {
    private static final byte[][] NAMES = names();
    private static final CallField[] FIELDS = CallField.values();
    private static final char LAST_ASCII = 0x7F;

    private CanonicalWriter() {}

    private static byte[][] names() {
        return Arrays.stream(CallField.values())
                .map(field -> ("\"" + field.wireName() + "\":").getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** The field's name as it stands in a message, with its quotes and the colon; not to be changed. */
    static byte[] name(CallField field) {
        return NAMES[field.index()];
    }

    /** The message of a call; null where some text of it is to be escaped, or is not ASCII. */
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
}
