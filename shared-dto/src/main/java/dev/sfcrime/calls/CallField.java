package dev.sfcrime.calls;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The 14 fields of a call for service, in the order of the dataset. The data set is exported with two kinds of names,
 * {@code crime_id} and {@code Crime Id}; on the wire only the first stands.
 */
public enum CallField {
    CRIME_ID,
    ORIGINAL_CRIME_TYPE_NAME,
    REPORT_DATE,
    CALL_DATE,
    OFFENSE_DATE,
    CALL_TIME,
    CALL_DATE_TIME,
    DISPOSITION,
    ADDRESS,
    CITY,
    STATE,
    AGENCY_ID,
    ADDRESS_TYPE,
    COMMON_LOCATION;

    private static final Map<String, CallField> BY_WIRE_NAME = new HashMap<>();

    static {
        for (CallField field : values()) {
            BY_WIRE_NAME.put(field.wireName, field);
        }
    }

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The field's name in messages, in snake_case. */
    public String wireName() {
        return wireName;
    }

    /** The field's place in the dataset's order, from 0: for tables of primitives by field. */
    @SuppressWarnings("EnumOrdinal")
    int index() {
        return ordinal();
    }

    /** The field of exactly this wire name, or null where there is none. */
    public static @Nullable CallField ofWireName(String name) {
        return BY_WIRE_NAME.get(name);
    }

    /**
     * The field that an export calls by this name: {@code crime_id}, {@code Crime Id} and {@code crime-id} are all
     * {@link #CRIME_ID}. Null where there is none.
     */
    public static @Nullable CallField ofExportName(String name) {
        CallField exact = BY_WIRE_NAME.get(name);
        return exact != null
                ? exact
                : BY_WIRE_NAME.get(name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_"));
    }
}
