package dev.sfcrime.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a replay puts into the topic on purpose, beside the records of its dataset, so that finding it can be tested. Such
 * a message says so in the header {@link #HEADER}, whose value is the name of the fault in lower case.
 */
public enum InjectedFault {
    /** A message that is no call. */
    MALFORMED,

    /** The message before it once more, with the same sequence. */
    DUPLICATE,

    /** A copy of the call before it, whose event time lies earlier by a given time. */
    LATE;

    /** Name of the header. */
    public static final String HEADER = "injected";

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The header's value. */
    public byte[] toHeader() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The fault of a header value; null where it is none. */
    public static @Nullable InjectedFault of(byte @Nullable [] header) {
        if (header == null) {
            return null;
        }
        String text = new String(header, StandardCharsets.ISO_8859_1);
        for (InjectedFault fault : values()) {
            if (fault.text.equals(text)) {
                return fault;
            }
        }
        return null;
    }
}
