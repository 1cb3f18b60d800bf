package dev.sfcrime.bench.analytics.engines;

import java.util.Optional;
import java.util.stream.Stream;

/** What every engine counts calls by. */
public enum View {
    /** By crime type; "" for calls without one. */
    CRIME_TYPES("crime-types") {
        @Override
        String key(CallFields call) {
            return call.crimeType();
        }
    },

    /** By radio code; "" for calls without one. What the code means is joined when it is read. */
    DISPOSITIONS("dispositions") {
        @Override
        String key(CallFields call) {
            return call.disposition();
        }
    },

    /** By event hour, such as {@code 2018-12-31T23}. */
    HOURS("hours") {
        @Override
        String key(CallFields call) {
            return call.hour();
        }
    };

    private final String path;

    View(String path) {
        this.path = path;
    }

    /** Its name in URLs and of stores. */
    public String path() {
        return path;
    }

    /** The view of that path. */
    static Optional<View> ofPath(String path) {
        return Stream.of(values()).filter(view -> view.path.equals(path)).findFirst();
    }

    /** What a call is counted under. */
    abstract String key(CallFields call);
}
