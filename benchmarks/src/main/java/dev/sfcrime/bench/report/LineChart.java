package dev.sfcrime.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;

/**
 * How a figure goes with another; with whiskers from the smallest to the largest of each point's measurements.
 *
 * @param title what it shows
 * @param x what is varied
 * @param y what is measured
 * @param series one line each
 * @param level a bound to draw across; null for none
 */
public record LineChart(
        String title,
        Axis x,
        Axis y,
        List<Series> series,
        @Nullable Level level) implements Plot {
    public LineChart {
        series = List.copyOf(series);
    }

    /** Without a bound. */
    public LineChart(String title, Axis x, Axis y, List<Series> series) {
        this(title, x, y, series, null);
    }

    /**
     * A line.
     *
     * @param name what it stands for
     * @param points in the order in which they are joined
     */
    public record Series(String name, List<Point> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * A point.
     *
     * @param x what was given
     * @param y what was measured
     */
    public record Point(double x, Summary y) {
        /** A single measurement. */
        public static Point of(double x, double y) {
            return new Point(x, Summary.of(y));
        }
    }

    /**
     * A bound.
     *
     * @param y where it lies
     * @param words what it is
     */
    public record Level(double y, String words) {}

    @Override
    public String toSvg() {
        List<Point> points =
                series.stream().flatMap(line -> line.points().stream()).toList();
        List<Double> ys = new ArrayList<>();
        for (Point point : points) {
            ys.add(point.y().min());
            ys.add(point.y().max());
        }
        if (level != null) {
            ys.add(level.y());
        }
        Frame frame = new Frame(
                title,
                x,
                points.stream().mapToDouble(Point::x).toArray(),
                y,
                ys.stream().flatMapToDouble(DoubleStream::of).toArray(),
                series.stream().map(Series::name).toList());
        for (int i = 0; i < series.size(); i++) {
            draw(frame, i, series.get(i).points());
        }
        if (level != null) {
            frame.level(level.y(), level.words());
        }
        return frame.svg().toString();
    }

    private static void draw(Frame frame, int index, List<Point> points) {
        double[] xs = points.stream().mapToDouble(point -> frame.x(point.x())).toArray();
        double[] ys = points.stream()
                .mapToDouble(point -> frame.y(point.y().median()))
                .toArray();
        frame.svg().path("line " + Svg.colour(index), xs, ys);
        for (int i = 0; i < xs.length; i++) {
            Summary measured = points.get(i).y();
            if (measured.max() > measured.min()) {
                frame.svg().line("whisker", xs[i], frame.y(measured.min()), xs[i], frame.y(measured.max()));
            }
            // a line of very many points is a curve: it needs none
            if (xs.length <= 60) {
                frame.svg().marker(index, xs[i], ys[i]);
            }
        }
    }
}
