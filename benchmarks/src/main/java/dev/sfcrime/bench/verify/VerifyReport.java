package dev.sfcrime.bench.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Results;

/**
 * The page of how fast verification catches up.
 *
 * @param records of each turn
 * @param interval between two questions to the service
 * @param whole rates of whole runs, in fresh processes
 * @param warm rates with all of them warm
 */
record VerifyReport(Workshop workshop, long records, Duration interval, Results<Double> whole, Results<Double> warm) {
    static final String VERIFY = "verify-consumer-service";
    static final String TOOL = "consumer tool";
    static final String LOOP = "loop over the bytes";

    /** As verify-consumer-service sets them in its {@code application.yml}, and Kafka by default. */
    static final List<String> CONSUMER_SETTINGS =
            List.of("isolation.level=read_committed", "max.poll.records=1000", "receive.buffer.bytes=2097152");

    private static final double ASKED = 0.8;

    private static final String WHAT = """
            Each turn reads %s calls of about 400 bytes, keyed and with the two headers of a replay, in four partitions,
            compressed with lz4, of one transaction. Settings of all consumers: `%s`.

            - The *consumer tool* is `org.apache.kafka.tools.ConsumerPerformance`, run as its script runs it. It looks at
              nothing, and checks no checksums.
            - *verify-consumer-service* checks checksums, reads each message through as the JSON that a call must be, keeps
              book of each sequence number and of latency, holds the newest messages, and looks for dead letters.
            - The *loop over the bytes* is a plain consumer that adds up the bytes of each value and does nothing else, on one
              thread, with the tool's JVM settings. It shows what looking at a message costs before anything is made of it.""";

    private static final String WHOLE = """
            The tool as anyone runs it: a fresh JVM, and the figure that it prints of its whole run, `nMsg.sec`, which counts
            from before it joins its group until it has read all. The service as anyone starts it, on a topic that is full: from
            when it begins to ask for the topic's offsets (`readingSince` of its API) until its API tells that it has consumed
            all, which is asked every %d ms. So neither counts the start of its JVM; both count that their code is compiled while
            they read, of which the service has more.""";

    private static final String WARM = """
            As many records are read before those that count, by the service once, and by each process of the others. The tool's
            figure is that of its detailed statistics, from the first line at which the warm-up was read to the last. The service
            catches up with what a transaction shows it all at once; its figure counts from when that is committed until its API
            tells that it has consumed all.""";

    private static final String DIFFERENCE = """
            To read a message through as JSON takes about as much CPU as to fetch and unpack it, which is all that the tool does:
            [ADR 21](../adr/0021-reading-in-turns.md) has what each step costs, and which ways to share the work were tried. The
            service has two threads fetch and read through in turns, so that both cores are busy; the broker, the listeners and
            the collection of garbage need their part of the same cores. How far a consumer on one thread falls behind the tool
            by merely looking at each byte is what the loop shows.""";

    Report report() {
        Report report = workshop.report("verify", "Verification catching up, beside Kafka's consumer tool");
        report.text(WHAT.formatted(Figures.exactly(records), String.join(" ", CONSUMER_SETTINGS)));
        report.targets(List.of(
                Target.atLeast("verify / tool, whole run beside whole run", ASKED, "", ratio(whole)),
                Target.atLeast("verify / tool, warm beside warm", ASKED, "", ratio(warm))));
        report.heading("Whole run beside whole run");
        report.text(WHOLE.formatted(interval.toMillis()));
        table(report, whole);
        report.plot("whole", chart("Reading the topic, in fresh processes", whole));
        report.heading("Warm beside warm");
        report.text(WARM);
        table(report, warm);
        report.plot("rates", chart("Reading the topic, warm", warm));
        report.heading("What the difference is");
        report.text(DIFFERENCE);
        return report;
    }

    private static Summary ratio(Results<Double> rates) {
        return rates.ratio(VERIFY, TOOL, rate -> rate);
    }

    private static void table(Report report, Results<Double> rates) {
        MarkdownTable table = new MarkdownTable("", "records/s, median>", "min to max>", "rounds>", "of the tool's>");
        for (String contender : rates.contenders()) {
            Summary summary = rates.summary(contender, rate -> rate);
            table.row(
                    contender,
                    summary.median(),
                    summary.range(),
                    summary.count(),
                    rates.ratio(contender, TOOL, rate -> rate).median());
        }
        report.table(table);
    }

    private static BarChart chart(String title, Results<Double> rates) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (String contender : rates.contenders()) {
            bars.add(new BarChart.Bar(
                    contender, contender.equals(VERIFY) ? 0 : 1, rates.summary(contender, rate -> rate)));
        }
        return new BarChart(title, Axis.fromZero("throughput", "records/s"), bars);
    }
}
