package dev.sfcrime.bench.report;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A figure of several things, one bar each, with whiskers from its smallest to its largest measurement.
 *
 * @param title what it shows
 * @param value what the bars' lengths are; not logarithmic
 * @param bars from top to bottom
 * @param level a bound to draw across; null for none
 */
public record BarChart(String title, Axis value, List<Bar> bars, LineChart.@Nullable Level level) implements Plot {
    private static final int LABELS = 270;
    private static final int RIGHT = Frame.WIDTH - 90;
    private static final int TOP = 44;
    private static final int ROW = 30;
    private static final int THICKNESS = 18;

    public BarChart {
        bars = List.copyOf(bars);
    }

    /** Without a bound. */
    public BarChart(String title, Axis value, List<Bar> bars) {
        this(title, value, bars, null);
    }

    /**
     * A bar.
     *
     * @param label what it stands for
     * @param kind bars of the same kind have the same colour; from 0
     * @param measured its length
     */
    public record Bar(String label, int kind, Summary measured) {}

    @Override
    public String toSvg() {
        int bottom = TOP + bars.size() * ROW + 6;
        Svg svg = new Svg(Frame.WIDTH, bottom + 56, title);
        List<Double> lengths =
                new ArrayList<>(bars.stream().map(bar -> bar.measured().max()).toList());
        if (level != null) {
            lengths.add(level.y());
        }
        Scale scale = Scale.of(
                Axis.fromZero(value.label(), value.unit()),
                lengths.stream().mapToDouble(Double::doubleValue).toArray(),
                LABELS,
                RIGHT);
        for (double tick : scale.ticks()) {
            svg.line("grid", scale.position(tick), TOP, scale.position(tick), bottom);
            svg.text(scale.position(tick), bottom + 18.0, "", "middle", Figures.of(tick));
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, scale, bars.get(i), TOP + i * ROW + (ROW - THICKNESS) / 2 + 3);
        }
        svg.line("axis", LABELS, TOP, LABELS, bottom);
        if (level != null) {
            svg.line("mark", scale.position(level.y()), TOP, scale.position(level.y()), bottom);
            svg.text(scale.position(level.y()), TOP - 4.0, "", "middle", level.words());
        }
        svg.text((LABELS + RIGHT) / 2.0, bottom + 42.0, "", "middle", value.caption());
        return svg.toString();
    }

    private static void draw(Svg svg, Scale scale, Bar bar, int top) {
        double middle = top + THICKNESS / 2.0;
        Summary measured = bar.measured();
        svg.text(LABELS - 8.0, middle + 4, "", "end", bar.label());
        svg.bar("fill " + Svg.colour(bar.kind()), LABELS, top, scale.position(measured.median()) - LABELS, THICKNESS);
        if (measured.max() > measured.min()) {
            svg.line("whisker", scale.position(measured.min()), middle, scale.position(measured.max()), middle);
        }
        svg.text(scale.position(measured.max()) + 6, middle + 4, "", "start", Figures.of(measured.median()));
    }
}
