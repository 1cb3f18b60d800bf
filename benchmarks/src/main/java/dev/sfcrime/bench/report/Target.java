package dev.sfcrime.bench.report;

import java.util.List;

/**
 * What was asked of the suite, and what it reached.
 *
 * @param what the figure, in words
 * @param unit its unit; "" for a ratio
 * @param asked the bound
 * @param bound on which side of it the figure must be
 * @param reached the figure, as it was measured
 */
public record Target(String what, String unit, double asked, Bound bound, Summary reached) {

    /** On which side of what is asked a figure must be. */
    public enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }
    }

    /** A figure that must not be smaller. */
    public static Target atLeast(String what, double asked, String unit, Summary reached) {
        return new Target(what, unit, asked, Bound.AT_LEAST, reached);
    }

    /** A figure that must not be larger. */
    public static Target atMost(String what, double asked, String unit, Summary reached) {
        return new Target(what, unit, asked, Bound.AT_MOST, reached);
    }

    /** Whether the median is on the right side. */
    public boolean isMet() {
        return bound == Bound.AT_LEAST ? reached.median() >= asked : reached.median() <= asked;
    }

    /** The first lines of every table of targets. */
    static final List<String> HEAD = newTable().toString().lines().toList();

    private static MarkdownTable newTable() {
        return new MarkdownTable("target", "asked>", "reached>", "reached / asked>", "rounds>", "");
    }

    /** All of them: asked, reached, the ratio of reached to asked, the spread of the rounds. */
    public static MarkdownTable table(List<Target> targets) {
        MarkdownTable table = newTable();
        for (Target target : targets) {
            String unit = target.unit.isEmpty() ? "" : " " + target.unit;
            table.row(
                    target.what,
                    target.bound.sign + " " + Figures.of(target.asked) + unit,
                    Figures.of(target.reached.median()) + unit,
                    target.reached.median() / target.asked,
                    "%s (%d)".formatted(target.reached.range(), target.reached.count()),
                    target.isMet() ? "met" : "**missed**");
        }
        return table;
    }
}
