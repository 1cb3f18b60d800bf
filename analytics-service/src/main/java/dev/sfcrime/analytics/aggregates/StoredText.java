package dev.sfcrime.analytics.aggregates;

/** Texts as the database keeps them: JSON has a character U+0000, and PostgreSQL has none. */
final class StoredText {
    private StoredText() {}

    /** The text with U+0000 as a backslash and 0, and each backslash doubled. */
    static String of(String text) {
        return text.replace("\\", "\\\\").replace("\0", "\\0");
    }

    /** The text that was stored so. */
    static String read(String stored) {
        if (stored.indexOf('\\') < 0) {
            return stored;
        }
        StringBuilder text = new StringBuilder(stored.length());
        for (int i = 0; i < stored.length(); i++) {
            char next = stored.charAt(i);
            if (next == '\\') {
                i++;
                next = stored.charAt(i) == '0' ? '\0' : stored.charAt(i);
            }
            text.append(next);
        }
        return text.toString();
    }
}
