package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How properties work, in words: written by hand, and without figures, for those come from trials alone. */
final class Mechanisms {
    private static final String HEADING = "## ";

    private final Map<String, String> byProperty = new LinkedHashMap<>();

    /** Reads them all. */
    Mechanisms() {
        for (String section : text("mechanisms.md").split("(?m)^" + HEADING, -1)) {
            int end = section.indexOf('\n');
            if (end > 0) {
                byProperty.put(
                        section.substring(0, end).strip(),
                        section.substring(end).strip());
            }
        }
    }

    Set<String> properties() {
        return byProperty.keySet();
    }

    String of(Property property) {
        String words = byProperty.get(property.name());
        if (words == null) {
            throw new IllegalStateException("mechanisms.md has no section on " + property.name());
        }
        return words;
    }

    /** The table of properties that do nothing. */
    static String nothing() {
        return text("nothing.md").strip();
    }

    /** Whether that table tells of it: of the bundles, it tells of each property by itself. */
    static boolean areNothing(Property property) {
        String name = "`" + property.name() + "`";
        return !property.fixed().isEmpty()
                || nothing().lines().anyMatch(row -> firstCell(row).contains(name));
    }

    /** The reasons beside it name properties that do something. */
    private static String firstCell(String row) {
        return row.substring(0, Math.max(0, row.indexOf('|', 1)));
    }

    private static String text(String resource) {
        try (InputStream in = Mechanisms.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
