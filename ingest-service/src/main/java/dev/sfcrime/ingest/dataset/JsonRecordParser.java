package dev.sfcrime.ingest.dataset;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallMessage;
import dev.sfcrime.calls.CallMessageReader;
import dev.sfcrime.calls.UnreadableCallException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON object with either kind of field names. Numbers and booleans become text, other fields are passed over. Records
 * that are nearly messages already are spared the parser, which would make the same of them.
 */
final class JsonRecordParser implements RecordParser {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int MOST_NAMES = 1000;

    private final CallMessageReader usual = new CallMessageReader();
    private final Map<CallField, String> values = new EnumMap<>(CallField.class);
    private final Map<String, Optional<CallField>> fieldsByName = new HashMap<>();

    @Override
    public CallMessage parse(byte[] bytes, int offset, int length) throws UnreadableCallException {
        CallMessage message = usual.read(bytes, offset, length);
        return message == null ? parseAny(bytes, offset, length) : message;
    }

    /** The same by the parser alone. */
    CallMessage parseAny(byte[] bytes, int offset, int length) throws UnreadableCallException {
        values.clear();
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableCallException("the record is no JSON object");
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                readField(parser, field(name));
            }
            if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
                throw new UnreadableCallException("the record is more than one JSON object");
            }
        } catch (JacksonException broken) {
            throw new UnreadableCallException("the record is no well-formed JSON");
        }
        return CallMessage.of(ExportForm.call(values));
    }

    private void readField(JsonParser parser, Optional<CallField> known) throws UnreadableCallException {
        JsonToken token = parser.nextToken();
        if (known.isEmpty()) {
            parser.skipChildren();
            return;
        }
        CallField field = known.get();
        if (token == JsonToken.VALUE_NULL) {
            values.remove(field);
        } else if (token.isScalarValue()) {
            values.put(field, parser.getString());
        } else {
            throw new UnreadableCallException(field.wireName() + " is no text, but an object or array");
        }
    }

    private Optional<CallField> field(String name) {
        Optional<CallField> known = fieldsByName.get(name);
        if (known == null) {
            known = Optional.ofNullable(CallField.ofExportName(name));
            if (fieldsByName.size() < MOST_NAMES) {
                fieldsByName.put(name, known);
            }
        }
        return known;
    }
}
