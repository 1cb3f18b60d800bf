package dev.sfcrime.bench.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way to run the service, which trials measure.
 *
 * @param id unique in a plan
 * @param base what it is compared with
 * @param property what differs from the base; "" for nothing, or more than one property
 * @param value its value, as people read it
 * @param arguments what the service is given, by property
 */
record Setting(String id, Base base, String property, String value, Map<String, String> arguments) {
    Setting {
        arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    }

    /** A base with one property moved. */
    static Setting moved(Base base, Property property, String value) {
        Map<String, String> arguments = new LinkedHashMap<>(base.arguments());
        arguments.putAll(property.arguments(value));
        return new Setting(
                base.id() + ": " + property.name() + "=" + Property.shown(value),
                base,
                property.name(),
                value,
                arguments);
    }

    /** Whether this is a base itself. */
    boolean isBase() {
        return property.isEmpty() && id.equals(base.id());
    }
}
