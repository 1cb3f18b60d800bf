package dev.sfcrime.bench.report;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An SVG document in the making. Colours come from its style sheet, which knows light and dark. */
final class Svg {
    /** How many series can be told apart; further ones look like the first again. */
    static final int COLOURS = 8;

    private static final String STYLE = """
            <style>
            text { font: 12px system-ui, sans-serif; fill: #1f2328 }
            .title { font-size: 15px; font-weight: 600 }
            .page { fill: #ffffff }
            .grid { stroke: #d1d9e0; stroke-width: 1 }
            .axis { stroke: #59636e; stroke-width: 1 }
            .mark { stroke: #59636e; stroke-width: 1.5; stroke-dasharray: 5 4; fill: none }
            .line { fill: none; stroke-width: 2; stroke: currentColor }
            .whisker { stroke-width: 1.5; stroke: #1f2328 }
            .fill { fill: currentColor }
            .c0 { color: #0969da } .c1 { color: #bc4c00 } .c2 { color: #1a7f37 } .c3 { color: #8250df }
            .c4 { color: #bf3989 } .c5 { color: #9a6700 } .c6 { color: #0a7d8c } .c7 { color: #59636e }
            @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc }
            .page { fill: #0d1117 }
            .grid { stroke: #3d444d }
            .axis, .mark { stroke: #9198a1 }
            .whisker { stroke: #f0f6fc }
            .c0 { color: #4493f8 } .c1 { color: #f0883e } .c2 { color: #3fb950 } .c3 { color: #ab7df8 }
            .c4 { color: #f778ba } .c5 { color: #d29922 } .c6 { color: #39c5cf } .c7 { color: #9198a1 }
            }
            </style>
            """;

    private final StringBuilder document = new StringBuilder();

    Svg(int width, int height, String title) {
        document.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">\n"
                        .formatted(width, height, width, height));
        document.append("<title>").append(escaped(title)).append("</title>\n").append(STYLE);
        document.append("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n".formatted(width, height));
        text(width / 2.0, 24, "title", "middle", title);
    }

    /** The style class of the series with this index, from 0. */
    static String colour(int series) {
        return "c" + series % COLOURS;
    }

    void line(String style, double fromX, double fromY, double toX, double toY) {
        document.append("<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>\n"
                .formatted(style, number(fromX), number(fromY), number(toX), number(toY)));
    }

    void path(String style, double[] xs, double[] ys) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xs.length; i++) {
            points.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
        }
        document.append("<polyline class=\"%s\" points=\"%s\"/>\n".formatted(style, points));
    }

    void bar(String style, double x, double y, double width, double height) {
        document.append("<rect class=\"%s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>\n"
                .formatted(style, number(x), number(y), number(width), number(height)));
    }

    /** A small shape of its own for each of the first series, so that colour is not all that tells them apart. */
    void marker(int series, double x, double y) {
        String style = "fill " + colour(series);
        switch (series % 4) {
            case 0 ->
                document.append(
                        "<circle class=\"%s\" cx=\"%s\" cy=\"%s\" r=\"4\"/>\n".formatted(style, number(x), number(y)));
            case 1 -> bar(style, x - 3.5, y - 3.5, 7, 7);
            case 2 -> polygon(style, x, y - 5, x + 4.5, y + 3.5, x - 4.5, y + 3.5);
            default -> polygon(style, x, y - 5, x + 5, y, x, y + 5, x - 5, y);
        }
    }

    private void polygon(String style, double... coordinates) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < coordinates.length; i += 2) {
            points.append(i == 0 ? "" : " ")
                    .append(number(coordinates[i]))
                    .append(',')
                    .append(number(coordinates[i + 1]));
        }
        document.append("<polygon class=\"%s\" points=\"%s\"/>\n".formatted(style, points));
    }

    /**
     * Text in one line.
     *
     * @param anchor which part of it lies at x: {@code start}, {@code middle} or {@code end}
     */
    void text(double x, double y, String style, String anchor, String text) {
        document.append("<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(style, number(x), number(y), anchor, escaped(text)));
    }

    void textUpwards(double x, double y, String text) {
        document.append("<text transform=\"translate(%s %s) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
                .formatted(number(x), number(y), escaped(text)));
    }

    private static String number(double coordinate) {
        return BigDecimal.valueOf(coordinate)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The document, closed. */
    @Override
    public String toString() {
        return document + "</svg>\n";
    }
}
