package dev.sfcrime.calls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Reads one message after another, and shows texts as bytes where they stand: for those who need few of them, and have
 * seen most before. For one thread.
 */
public final class CallReader {
    private final Set<CallField> wanted;
    private final CanonicalMessage canonical = new CanonicalMessage();
    private final int[] starts = new int[CallField.values().length];
    private final int[] lengths = new int[CallField.values().length];
    private byte[] bytes = {};

    /** Null where it is asked for of the message in its usual form. */
    private @Nullable LocalDateTime callDateTime;

    /** A reader for some fields. */
    public CallReader(Set<CallField> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /**
     * Reads a message, which must not change until the next one is read.
     *
     * @throws UnreadableCallException exactly where {@link CallJson#read(byte[])} does
     */
    public void read(byte @Nullable [] message) throws UnreadableCallException {
        if (message == null) {
            parse(null);
        } else {
            read(message, 0, message.length);
        }
    }

    /**
     * Reads a message that stands among other bytes; none of them must change until the next one is read.
     *
     * @throws UnreadableCallException exactly where {@link CallJson#read(byte[])} does
     */
    public void read(byte[] among, int offset, int length) throws UnreadableCallException {
        if (canonical.read(among, offset, length)) {
            bytes = among;
            callDateTime = null;
            for (CallField field : wanted) {
                show(field, canonical.start(field), canonical.isBlank(field) ? 0 : canonical.length(field));
            }
        } else {
            parse(Arrays.copyOfRange(among, offset, offset + length));
        }
    }

    private void parse(byte @Nullable [] message) throws UnreadableCallException {
        CallForService call = CallJson.parse(message, wanted);
        ByteArrayOutputStream texts = new ByteArrayOutputStream();
        callDateTime = call.callDateTime();
        for (CallField field : wanted) {
            String text = call.text(field);
            int start = texts.size();
            if (text != null && !text.isBlank()) {
                texts.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
            show(field, start, texts.size() - start);
        }
        bytes = texts.toByteArray();
    }

    private void show(CallField field, int start, int length) {
        // where no text stands, neither does its start lie within these bytes
        starts[field.index()] = length == 0 ? 0 : start;
        lengths[field.index()] = length;
    }

    /** The message's event time. */
    public LocalDateTime callDateTime() {
        return callDateTime == null ? canonical.callDateTime() : callDateTime;
    }

    /** What the texts stand in, in UTF-8; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the text of a field that is wanted begins. */
    public int start(CallField field) {
        return starts[field.index()];
    }

    /** The length of the text of a field that is wanted, in bytes; 0 where it is missing or blank. */
    public int length(CallField field) {
        return lengths[field.index()];
    }
}
