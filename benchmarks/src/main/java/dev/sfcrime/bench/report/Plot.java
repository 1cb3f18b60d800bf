package dev.sfcrime.bench.report;

/** A picture of figures. The same figures give the same bytes on every machine. */
public sealed interface Plot permits BarChart, LineChart, ScatterChart {
    /** What it shows. */
    String title();

    /** It as an SVG document, readable on light and on dark pages. */
    String toSvg();
}
