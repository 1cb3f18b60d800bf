package dev.sfcrime.bench.analytics.engines;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the views need of a call, read with Jackson's streaming parser as a user of it would write that. The whole message
 * is read, as the suite does, so that one which breaks off at its end is not counted.
 *
 * @param crimeType "" for none
 * @param disposition radio code, "" for none
 * @param hour such as {@code 2018-12-31T23}
 */
record CallFields(String crimeType, String disposition, String hour) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int HOUR_LENGTH = "2018-12-31T23".length();

    /** Reads a message; null where it is no call. */
    static @Nullable CallFields read(byte @Nullable [] message) {
        if (message == null) {
            return null;
        }
        String crimeType = "";
        String disposition = "";
        String time = "";
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), message)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "original_crime_type_name" -> crimeType = text(json);
                    case "disposition" -> disposition = text(json);
                    case "call_date_time" -> time = text(json);
                    default -> json.skipChildren();
                }
            }
        } catch (JacksonException broken) {
            return null;
        }
        return time.length() < HOUR_LENGTH
                ? null
                : new CallFields(crimeType, disposition, time.substring(0, HOUR_LENGTH));
    }

    private static String text(JsonParser json) {
        String text = json.currentToken() == JsonToken.VALUE_STRING ? json.getString() : "";
        return text.isBlank() ? "" : text;
    }
}
