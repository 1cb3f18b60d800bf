package dev.sfcrime.bench.report;

import java.util.List;

/**
 * Two figures of each of many things, one against the other.
 *
 * @param title what it shows
 * @param x the one figure
 * @param y the other
 * @param groups things of the same kind, in one colour
 * @param front points to join by a dashed line, such as those that no other beats in both figures; may be empty
 */
public record ScatterChart(String title, Axis x, Axis y, List<Group> groups, List<Point> front) implements Plot {
    public ScatterChart {
        groups = List.copyOf(groups);
        front = List.copyOf(front);
    }

    /**
     * Things of one kind.
     *
     * @param name what they are
     * @param points their figures
     */
    public record Group(String name, List<Point> points) {
        public Group {
            points = List.copyOf(points);
        }
    }

    /**
     * One thing.
     *
     * @param x its one figure
     * @param y its other one
     * @param label words beside it; "" for none
     */
    public record Point(double x, double y, String label) {}

    @Override
    public String toSvg() {
        List<Point> points =
                groups.stream().flatMap(group -> group.points().stream()).toList();
        Frame frame = new Frame(
                title,
                x,
                points.stream().mapToDouble(Point::x).toArray(),
                y,
                points.stream().mapToDouble(Point::y).toArray(),
                groups.stream().map(Group::name).toList());
        if (!front.isEmpty()) {
            frame.svg()
                    .path(
                            "mark",
                            front.stream()
                                    .mapToDouble(point -> frame.x(point.x()))
                                    .toArray(),
                            front.stream()
                                    .mapToDouble(point -> frame.y(point.y()))
                                    .toArray());
        }
        for (int i = 0; i < groups.size(); i++) {
            for (Point point : groups.get(i).points()) {
                double at = frame.x(point.x());
                frame.svg().marker(i, at, frame.y(point.y()));
                boolean left = at > Frame.WIDTH * 0.7;
                frame.svg()
                        .text(
                                left ? at - 8 : at + 8,
                                frame.y(point.y()) - 6,
                                "",
                                left ? "end" : "start",
                                point.label());
            }
        }
        return frame.svg().toString();
    }
}
