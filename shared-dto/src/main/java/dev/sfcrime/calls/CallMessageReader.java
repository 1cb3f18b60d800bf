package dev.sfcrime.calls;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Makes messages of records that are nearly messages already: JSON objects whose members are strings or null, in plain ASCII
 * without escapes, however they are spaced and ordered. Their texts are copied from where they stand. Of all other records
 * it says nothing, and they are to be read by a parser. One record after another, for one thread.
 */
public final class CallMessageReader {
    private static final CallField[] FIELDS = CallField.values();

    /** Where exports write days and times in a form that is not the wire's. */
    private static final CallField[] DAYS = {CallField.REPORT_DATE, CallField.CALL_DATE, CallField.OFFENSE_DATE};

    private static final int QUOTES_AND_COMMA = 3;

    private final CanonicalMessage record = new CanonicalMessage();

    /**
     * The message of a record.
     *
     * @return null where a parser has to read the record: because it has another form, fields of other names, days with
     *     slashes, or is no call
     */
    public @Nullable CallMessage read(byte[] bytes, int offset, int length) {
        if (!record.read(bytes, offset, length) || record.hasOtherNames() || hasSlashedDay(bytes)) {
            return null;
        }
        byte @Nullable [] time = unlessInWireForm(bytes);
        int wireLength = wireLength(time);
        byte[] value = time == null && record.isInOrder() && wireLength == length
                ? Arrays.copyOfRange(bytes, offset, offset + length)
                : assemble(bytes, wireLength, time);
        String crimeId = Objects.requireNonNull(record.text(CallField.CRIME_ID));
        return new CallMessage(crimeId, record.callDateTime(), value, null);
    }

    private boolean hasSlashedDay(byte[] bytes) {
        for (CallField field : DAYS) {
            int start = record.start(field);
            for (int i = start + record.length(field) - 1; i >= start; i--) {
                if (bytes[i] == '/') {
                    return true;
                }
            }
        }
        return false;
    }

    /** The event time as the wire has it; null where it stands like that in the record. */
    private byte @Nullable [] unlessInWireForm(byte[] bytes) {
        int start = record.start(CallField.CALL_DATE_TIME);
        return EventTime.isWireForm(bytes, start, record.length(CallField.CALL_DATE_TIME))
                ? null
                : EventTime.format(record.callDateTime()).getBytes(StandardCharsets.ISO_8859_1);
    }

    private int wireLength(byte @Nullable [] time) {
        int length = 1;
        for (CallField field : FIELDS) {
            int text = record.length(field);
            if (text >= 0) {
                length += CanonicalWriter.name(field).length + QUOTES_AND_COMMA + text;
            }
        }
        return time == null ? length : length - record.length(CallField.CALL_DATE_TIME) + time.length;
    }

    private byte[] assemble(byte[] bytes, int wireLength, byte @Nullable [] time) {
        byte[] message = new byte[wireLength];
        int at = 0;
        for (CallField field : FIELDS) {
            int length = record.length(field);
            if (length < 0) {
                continue;
            }
            byte[] name = CanonicalWriter.name(field);
            message[at] = (byte) (at == 0 ? '{' : ',');
            System.arraycopy(name, 0, message, at + 1, name.length);
            at += 1 + name.length;
            message[at] = '"';
            if (time != null && field == CallField.CALL_DATE_TIME) {
                length = time.length;
                System.arraycopy(time, 0, message, at + 1, length);
            } else {
                System.arraycopy(bytes, record.start(field), message, at + 1, length);
            }
            at += 1 + length;
            message[at] = '"';
            at++;
        }
        message[at] = '}';
        return message;
    }
}
