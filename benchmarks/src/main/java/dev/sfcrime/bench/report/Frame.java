package dev.sfcrime.bench.report;

import java.util.List;

/** What every plot with two axes has: grid, ticks, captions and a legend. */
final class Frame {
    static final int WIDTH = 760;
    static final int HEIGHT = 420;
    private static final int LEFT = 90;
    private static final int RIGHT = WIDTH - 24;
    private static final int BOTTOM = HEIGHT - 56;
    private static final int LEGEND_TOP = 46;
    private static final int LEGEND_ROW = 18;
    /** About what a character of the plot's font takes; a legend may be a little loose. */
    private static final double CHARACTER = 7;

    private static final int MARKER_ROOM = 36;

    private final Svg svg;
    private final Scale x;
    private final Scale y;
    private final int top;

    Frame(String title, Axis xAxis, double[] xs, Axis yAxis, double[] ys, List<String> legend) {
        svg = new Svg(WIDTH, HEIGHT, title);
        top = legend(legend);
        x = Scale.of(xAxis, xs, LEFT, RIGHT);
        y = Scale.of(yAxis, ys, BOTTOM, top);
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.position(tick), RIGHT, y.position(tick));
            svg.text(LEFT - 8.0, y.position(tick) + 4, "", "end", Figures.of(tick));
        }
        for (double tick : x.ticks()) {
            svg.line("grid", x.position(tick), top, x.position(tick), BOTTOM);
            svg.text(x.position(tick), BOTTOM + 18.0, "", "middle", Figures.of(tick));
        }
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        svg.line("axis", LEFT, top, LEFT, BOTTOM);
        svg.text((LEFT + RIGHT) / 2.0, HEIGHT - 14.0, "", "middle", xAxis.caption());
        svg.textUpwards(20, (top + BOTTOM) / 2.0, yAxis.caption());
    }

    /** Draws it above the plot, in as many rows as it needs; returns where the plot begins. */
    private int legend(List<String> names) {
        double at = LEFT;
        int row = 0;
        for (int series = 0; series < names.size() && names.size() > 1; series++) {
            double width = MARKER_ROOM + names.get(series).length() * CHARACTER;
            if (at > LEFT && at + width > RIGHT) {
                at = LEFT;
                row++;
            }
            int middle = LEGEND_TOP + row * LEGEND_ROW;
            svg.marker(series, at + 8, middle);
            svg.text(at + 18, middle + 4.0, "", "start", names.get(series));
            at += width;
        }
        return LEGEND_TOP + (names.size() > 1 ? (row + 1) * LEGEND_ROW : 0);
    }

    Svg svg() {
        return svg;
    }

    double x(double value) {
        return x.position(value);
    }

    double y(double value) {
        return y.position(value);
    }

    /** A dashed line across the plot at this height, with words. */
    void level(double value, String words) {
        svg.line("mark", LEFT, y(value), RIGHT, y(value));
        svg.text(RIGHT - 4.0, y(value) - 5, "", "end", words);
    }
}
