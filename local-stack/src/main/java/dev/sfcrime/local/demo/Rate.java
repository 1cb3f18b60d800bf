package dev.sfcrime.local.demo;

import java.util.Map;

/**
 * How fast to replay.
 *
 * @param recordsPerSecond records a second; infinite for as many as possible
 */
public record Rate(double recordsPerSecond) {
    private static final String UNLIMITED = "unlimited";

    public Rate {
        if (!(recordsPerSecond > 0)) {
            throw new IllegalArgumentException("a rate is a positive number, or '" + UNLIMITED + "'");
        }
    }

    /**
     * Reads a rate from the command line.
     *
     * @throws IllegalArgumentException if it is no positive number and not {@code unlimited}
     */
    public static Rate parse(String text) {
        if (text.equals(UNLIMITED)) {
            return new Rate(Double.POSITIVE_INFINITY);
        }
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException("'%s' is no positive number, and not '%s'".formatted(text, UNLIMITED));
        }
        return new Rate(Double.parseDouble(text));
    }

    /** The pace of a replay, as ingest reads it. */
    Map<String, Object> toPace() {
        return isUnlimited() ? Map.of("unlimited", true) : Map.of("recordsPerSecond", recordsPerSecond);
    }

    private boolean isUnlimited() {
        return Double.isInfinite(recordsPerSecond);
    }

    @Override
    public String toString() {
        return isUnlimited() ? UNLIMITED : "%,.10g".formatted(recordsPerSecond).replaceAll("\\.?0+$", "");
    }
}
