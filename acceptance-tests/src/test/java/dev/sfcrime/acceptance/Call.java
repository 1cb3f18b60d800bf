package dev.sfcrime.acceptance;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import tools.jackson.databind.JsonNode;

/**
 * What the tests know of a call for service, read the plain way.
 *
 * @param crimeType its type
 * @param disposition its radio code
 * @param time its event time
 * @param crimeId its number
 * @param fingerprint stands for all its fields: equal where they are
 */
record Call(String crimeType, String disposition, LocalDateTime time, String crimeId, int fingerprint) {
    /** Each value once: a test may hold millions of calls. */
    private static final Map<Object, Object> ONCE = new ConcurrentHashMap<>();

    /** A call of its JSON form, with snake_case names. */
    static Call of(JsonNode json) {
        return new Call(
                once(json.get("original_crime_type_name").asString()),
                once(json.get("disposition").asString()),
                once(LocalDateTime.parse(json.get("call_date_time").asString())),
                json.get("crime_id").asString(),
                json.hashCode());
    }

    private static <T> T once(T value) {
        @SuppressWarnings("unchecked") // a value is kept under itself
        T kept = (T) Objects.requireNonNullElse(ONCE.putIfAbsent(value, value), value);
        return kept;
    }
}
