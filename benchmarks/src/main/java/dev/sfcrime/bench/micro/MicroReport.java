package dev.sfcrime.bench.micro;

import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;

/** The page on what every message passes through. */
final class MicroReport {
    static final String TITLE = "What every message passes through, alone";

    /** What is asked of catching up. */
    private static final int RECORDS_A_SECOND = 300_000;

    private static final double NANOS = 1e9;

    private final Report report;

    /** A page that tells how it is measured, and nothing that was. */
    MicroReport(Report report, Effort effort) {
        this.report = report;
        int count = effort.iterations();
        report.text("""
                JMH, average time, one thread, %d JVMs for each line of a table, each with %d measurements of %d ms after as many
                to warm up; the figures are nanoseconds for one message, over all measurements that count. What belongs to a service
                is measured on the class path of its packaged jar, with its heap and its collector. Each way stands beside the one
                that a reader may think of first, and a test holds both to the same result.

                *Of a core* is what it takes of one core at %s messages a second, which is asked of catching up: at that rate
                one core has %s ns for each. *Times* is the time as a multiple of the first line's. These are parts: what
                Kafka's clients, Spark's rows and the network take of a message is not among them, and in a process that does
                all of it, caches are colder than here. The other pages tell of the whole.""".formatted(
                        effort.forks(),
                        count,
                        effort.iteration().toMillis(),
                        Figures.exactly(RECORDS_A_SECOND),
                        Figures.of(NANOS / RECORDS_A_SECOND)));
    }

    /**
     * Adds a subject.
     *
     * @param measured what each of its ways takes, the suite's own first
     */
    void add(Subject subject, List<Measured> measured) {
        report.heading(subject.title()).text(subject.meaning());
        MarkdownTable table = new MarkdownTable("", "ns a message, median>", "min to max>", "of a core>", "times>");
        List<BarChart.Bar> bars = new ArrayList<>();
        double own = measured.get(0).nanos().median();
        for (Measured one : measured) {
            Summary nanos = one.nanos();
            table.row(
                    one.way().label(),
                    nanos.median(),
                    nanos.range(),
                    Figures.percent(nanos.median() * RECORDS_A_SECOND / NANOS),
                    nanos.median() / own);
            bars.add(new BarChart.Bar(one.way().label(), one.way().isOwn() ? 0 : 1, nanos));
        }
        report.table(table);
        report.plot(subject.name(), new BarChart(subject.title(), Axis.fromZero("time", "ns"), bars));
    }
}
