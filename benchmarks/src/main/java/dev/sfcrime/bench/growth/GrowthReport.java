package dev.sfcrime.bench.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.LineChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Target;

/** What the page on growth tells. */
final class GrowthReport {
    static final String TITLE = "Counting, as records grow";

    private static final double TOLERANCE = 0.1;
    /** How long H2 leaves the room of replaced pages alone, by default. */
    private static final int RETENTION_SECONDS = 45;

    private static final double MIB = 0x1p20;
    private static final Axis MILLIONS = Axis.fromZero("records counted", "million");

    private GrowthReport() {}

    /** The page. */
    static Report of(Report report, Growth sameCells, Growth moreCells) {
        report.text("""
                One analytics-service counts million after million. Each is written in one transaction, which takes effect for
                readers with its commit: while it is written there is nothing to count, and from the commit on all of it.
                Throughput is taken from the commit until an answer over HTTP counts the whole million; a batch is what Spark
                calls `triggerExecution`, the median of the full batches of the million; the heap is what a full collection
                leaves in use.

                What grows here is the number of records, not that of cells: the same %s calls come again and again, as when
                a dataset is replayed, so every million after the first finds all its cells (hour, crime type, disposition)
                in the store.""".formatted(Figures.exactly(GrowthBenchmark.DISTINCT_CALLS)));
        if (sameCells.isComparable()) {
            int compared = sameCells.compared();
            List<Million> middle = sameCells.middle();
            report.text("""
                    Each of the last %d millions is compared with the median of the first %d after a warm-up of %d; the store's
                    file with that of the %d in the middle, because it has to fill first, as told below.""".formatted(compared, compared, Growth.WARM_UP, compared));
            report.targets(List.of(
                    Target.atLeast(
                            "throughput, last / first",
                            1 - TOLERANCE,
                            "",
                            sameCells.lastToFirst(Million::recordsPerSecond)),
                    Target.atMost(
                            "batch, last / first", 1 + TOLERANCE, "", sameCells.lastToFirst(Million::batchMillis)),
                    Target.atMost(
                            "heap after collection, last / first",
                            1 + TOLERANCE,
                            "",
                            sameCells.lastToFirst(Million::heapBytes)),
                    Target.atMost(
                            "store on disk, last / middle",
                            1 + TOLERANCE,
                            "",
                            sameCells.lastToMiddle(Million::storeBytes))));
            report.text("""
                    How the store's file fills: H2 writes what a batch changes to another place, and uses the room of what that
                    replaces only %d s later, its retention time. For so long the file takes whatever batches write, though no
                    cell is added; from then on the room that becomes free is taken again, and the file grows in steps, where
                    what is free lies too scattered. The plot *On disk* shows it: a steep rise at first, steps, and a level.
                    The millions in the middle were visible %s s to %s s after the commit of the first: %s. Whether a file
                    that is larger at the end still grows, or has come to a level later than in the middle, is to be seen in the
                    plot's last points, not in the ratio.""".formatted(
                            RETENTION_SECONDS,
                            Figures.of(middle.get(0).seconds()),
                            Figures.of(middle.get(compared - 1).seconds()),
                            middle.get(0).seconds() < RETENTION_SECONDS
                                    ? "they began within the retention time, so the ratio holds the end to a file that was filling"
                                    : "they began after the retention time"));
            report.text("""
                    What is known to fill the heap for a while, and is bounded: H2's cache of pages, 64 MiB with a heap of 1 GiB,
                    and what Spark keeps of its last jobs, stages and executions for its UI. Memory that goes on rising at the
                    end of its plot is not told by these.""");
        }
        report.table(table(sameCells, sameCells.sizes()));
        plots(report, "records", sameCells);
        if (!moreCells.millions().isEmpty()) {
            report.heading("With new cells in every million");
            report.text("""
                    For comparison, calls that never repeat: each million goes more than a year further back in time, and most
                    of its records make a cell of their own.""");
            report.table(table(
                    moreCells,
                    moreCells.millions().stream().map(Million::number).toList()));
            plots(report, "cells", moreCells);
        }
        return report;
    }

    private static MarkdownTable table(Growth growth, List<Integer> sizes) {
        MarkdownTable table = new MarkdownTable(
                "million records>",
                "records/s>",
                "batch, ms>",
                "heap, MiB>",
                "resident, MiB>",
                "cells>",
                "rows kept by Spark>",
                "checkpoint, MiB>",
                "store, MiB>");
        for (int size : sizes) {
            Million at = growth.millions().get(size - 1);
            table.row(
                    size,
                    growth.upTo(size, Million::recordsPerSecond).median(),
                    growth.upTo(size, Million::batchMillis).median(),
                    at.heapBytes() / MIB,
                    at.residentBytes() / MIB,
                    Figures.exactly(at.cells()),
                    Figures.exactly(at.stateRows()),
                    at.checkpointBytes() / MIB,
                    at.storeBytes() / MIB);
        }
        return table;
    }

    private static void plots(Report report, String what, Growth growth) {
        report.plot(
                what + "-throughput",
                chart(
                        "Throughput",
                        Axis.fromZero("throughput", "records/s"),
                        List.of(series("throughput", growth, Million::recordsPerSecond))));
        report.plot(
                what + "-batch",
                chart(
                        "A full batch",
                        Axis.fromZero("time", "ms"),
                        List.of(series("batch", growth, Million::batchMillis))));
        report.plot(
                what + "-memory",
                chart(
                        "Memory of the process",
                        Axis.fromZero("memory", "MiB"),
                        List.of(
                                series("heap after collection", growth, million -> million.heapBytes() / MIB),
                                series("resident", growth, million -> million.residentBytes() / MIB))));
        report.plot(
                what + "-disk",
                chart(
                        "On disk",
                        Axis.fromZero("size", "MiB"),
                        List.of(
                                series("store", growth, million -> million.storeBytes() / MIB),
                                series("checkpoint", growth, million -> million.checkpointBytes() / MIB))));
    }

    private static LineChart chart(String title, Axis y, List<LineChart.Series> series) {
        return new LineChart(title, MILLIONS, y, series);
    }

    private static LineChart.Series series(String name, Growth growth, ToDoubleFunction<Million> figure) {
        List<LineChart.Point> points = new ArrayList<>();
        for (Million million : growth.millions()) {
            points.add(LineChart.Point.of(million.number(), figure.applyAsDouble(million)));
        }
        return new LineChart.Series(name, points);
    }
}
