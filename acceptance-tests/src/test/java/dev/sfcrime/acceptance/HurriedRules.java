package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules as they stand, but for their patience: Prometheus has no clock that a test could turn. Thresholds, and all else
 * that a rule says, stay.
 *
 * @param longestFor how long a condition holds before it fires, where the rule would wait longer; nothing keeps firing
 *     afterwards
 * @param rangesDividedBy by what ranges such as {@code [5m]} are shortened, to no less than {@link #SHORTEST_RANGE}
 */
record HurriedRules(Duration longestFor, int rangesDividedBy) {
    /** Three scrapes of {@link Prometheus}, of which one may fail. */
    static final Duration SHORTEST_RANGE = Duration.ofSeconds(6);

    private static final Pattern FOR = Pattern.compile("(?m)^( +for:) (\\d+[smhd])$");
    private static final Pattern KEEP_FIRING_FOR = Pattern.compile("(?m)^( +keep_firing_for:) \\d+[smhd]$");
    private static final Pattern RANGE = Pattern.compile("\\[(\\d+[smhd])]");

    /** The same file, in a hurry. */
    String of(String rules) {
        String sooner = FOR.matcher(rules)
                .replaceAll(wait -> Matcher.quoteReplacement(
                        wait.group(1) + " " + text(shorter(duration(wait.group(2)), longestFor))));
        String atOnceOver = KEEP_FIRING_FOR.matcher(sooner).replaceAll("$1 0s");
        return RANGE.matcher(atOnceOver).replaceAll(range -> "[" + text(shortened(duration(range.group(1)))) + "]");
    }

    private Duration shortened(Duration range) {
        Duration shortened = range.dividedBy(rangesDividedBy);
        return shortened.compareTo(SHORTEST_RANGE) < 0 ? shorter(range, SHORTEST_RANGE) : shortened;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Prometheus writes {@code 5m}, where Java has {@code PT5M}; of its units, rules use these. */
    static Duration duration(String text) {
        return Duration.parse((text.endsWith("d") ? "P" : "PT") + text);
    }

    private static String text(Duration duration) {
        return duration.toSeconds() + "s";
    }
}
