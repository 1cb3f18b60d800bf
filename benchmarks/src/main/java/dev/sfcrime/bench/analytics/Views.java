package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

import dev.sfcrime.bench.analytics.engines.View;

/**
 * All that an engine has counted.
 *
 * @param counts by view and key
 */
record Views(Map<View, Map<String, Counted>> counts) {
    Views {
        counts = Map.copyOf(counts);
    }

    /** Reads them. */
    static Views of(RunningEngine engine) throws IOException {
        Map<View, Map<String, Counted>> counts = new EnumMap<>(View.class);
        for (View view : View.values()) {
            counts.put(view, engine.view(view));
        }
        return new Views(counts);
    }

    /** How many keys a view has. */
    int size(View view) {
        return counts.getOrDefault(view, Map.of()).size();
    }

    /** The first thing in which others differ from these, in words; empty where they are the same. */
    Optional<String> difference(Views others) {
        for (View view : View.values()) {
            Map<String, Counted> mine = counts.getOrDefault(view, Map.of());
            Map<String, Counted> theirs = others.counts.getOrDefault(view, Map.of());
            TreeSet<String> keys = new TreeSet<>(mine.keySet());
            keys.addAll(theirs.keySet());
            for (String key : keys) {
                if (!Objects.equals(mine.get(key), theirs.get(key))) {
                    return Optional.of(
                            "%s \"%s\": %s and %s".formatted(view.path(), key, mine.get(key), theirs.get(key)));
                }
            }
        }
        return Optional.empty();
    }
}
