package dev.sfcrime.calls;

import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The wire form of a call: one compact JSON object in UTF-8 with snake_case names, all values strings or null.
 *
 * <p>This is the one definition of a valid message: every service reads with it, so that what one counts as malformed
 * the others do too. A JSON parser decides; messages of the usual form, which it would take as they are, are spared it.
 * Thread-safe.
 */
public final class CallJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final CallField[] FIELDS = CallField.values();
    private static final Set<CallField> ALL = EnumSet.allOf(CallField.class);
    private static final int TYPICAL_LENGTH = 512;

    private CallJson() {}

    /**
     * Reads a message. Fields that are not the dataset's are passed over, whatever their type.
     *
     * @param message the message's value; null (a tombstone) is no call
     * @throws UnreadableCallException if the message is no such object, if a known field is neither string nor null, or
     *     if {@code crime_id} or {@code call_date_time} is missing or unreadable
     */
    public static CallForService read(byte @Nullable [] message) throws UnreadableCallException {
        return read(message, ALL);
    }

    /**
     * Reads a message for some of its fields, which spares making text of the others. The message is checked as a whole all
     * the same.
     *
     * @param wanted fields to read beside {@code crime_id} and {@code call_date_time}; the others are null in the call
     * @throws UnreadableCallException exactly where {@link #read(byte[])} does
     */
    public static CallForService read(byte @Nullable [] message, Set<CallField> wanted) throws UnreadableCallException {
        if (message != null) {
            CanonicalMessage canonical = new CanonicalMessage();
            if (canonical.read(message)) {
                return canonical.call(wanted);
            }
        }
        return parse(message, wanted);
    }

    /** The same by the parser alone. */
    static CallForService parse(byte @Nullable [] message, Set<CallField> wanted) throws UnreadableCallException {
        if (message == null || message.length == 0) {
            throw new UnreadableCallException("the message is empty");
        }
        Map<CallField, String> values = new EnumMap<>(CallField.class);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableCallException("the message is no JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                readField(parser, CallField.ofWireName(name), wanted, values);
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new UnreadableCallException("the message holds more than one JSON object");
            }
        } catch (JacksonException broken) {
            throw new UnreadableCallException("the message is no JSON");
        }
        return CallForService.ofFields(values);
    }

    private static void readField(
            JsonParser parser, @Nullable CallField field, Set<CallField> wanted, Map<CallField, String> values)
            throws UnreadableCallException {
        JsonToken token = parser.nextToken();
        if (field == null) {
            parser.skipChildren();
        } else if (token == JsonToken.VALUE_STRING) {
            if (field == CallField.CRIME_ID || field == CallField.CALL_DATE_TIME || wanted.contains(field)) {
                values.put(field, parser.getString());
            }
        } else if (token == JsonToken.VALUE_NULL) {
            values.remove(field);
        } else {
            throw new UnreadableCallException(field.wireName() + " is no string");
        }
    }

    /** Writes a message; fields that the call lacks are left out. */
    public static byte[] write(CallForService call) {
        byte[] canonical = CanonicalWriter.write(call);
        return canonical == null ? generate(call) : canonical;
    }

    /** The same by the generator alone. */
    static byte[] generate(CallForService call) {
        ByteArrayOutputStream message = new ByteArrayOutputStream(TYPICAL_LENGTH);
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), message)) {
            generator.writeStartObject();
            for (CallField field : FIELDS) {
                String text = call.text(field);
                if (text != null) {
                    generator.writeStringProperty(field.wireName(), text);
                }
            }
            generator.writeEndObject();
        }
        return message.toByteArray();
    }
}
