package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.sfcrime.bench.analytics.engines.EngineKind;
import dev.sfcrime.bench.analytics.engines.View;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.BarChart.Bar;
import dev.sfcrime.bench.report.Figures;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import dev.sfcrime.bench.report.Target;
import dev.sfcrime.bench.rounds.Results;

/**
 * The page of the comparison.
 *
 * @param workshop where it is written
 * @param results all turns
 * @param views what every engine counted
 * @param records records of each catching up
 * @param seconds sampled for latency in each turn; 0 for not at all
 */
record AnalyticsReport(Workshop workshop, Results<Turn> results, Views views, int records, int seconds) {
    private static final String LIMIT = EngineKind.PLAIN_2.label();
    private static final String LATENCY_REFERENCE = EngineKind.DSL_EXACTLY_ONCE.label();

    /** What is asked of catching up, in records a second, where the limit does as many as stand below it. */
    private static final int RATE = 300_000;

    private static final int RATE_OF_LIMIT = 790_000;
    private static final double SHARE_OF_LIMIT = 0.38;
    private static final double P50_RATIO = 1.5;
    private static final double P99_RATIO = 2.5;

    Path write() throws IOException {
        Report report = workshop.report("analytics", "Counting: the analytics-service beside other engines");
        report.text(introduction());
        List<Target> targets = targets();
        report.heading("Targets")
                .targets(targets)
                .text(TARGETS.formatted(Figures.exactly(RATE), Figures.exactly(RATE_OF_LIMIT)));
        if (!targets.stream().allMatch(Target::isMet)) {
            report.text(MISSED);
        }
        report.heading("Catching up")
                .text(CATCHING_UP.formatted(Figures.exactly(records / AnalyticsCommand.LOOPS), AnalyticsCommand.LOOPS))
                .table(catchUps());
        report.plot("repeated", rates("Catching up: calls sent five times", Turn::repeated));
        report.plot("distinct", rates("Catching up: distinct calls", Turn::distinct));
        if (seconds > 0) {
            report.heading("Latency").text(LATENCY).table(latencies());
            report.plot("latency-p50", latency("Latency, p50", Latencies::p50));
            report.plot("latency-p99", latency("Latency, p99", Latencies::p99));
        }
        report.heading("Equality").text(equality());
        return report.write();
    }

    private String introduction() {
        return """
                Seven engines count the same three views, by crime type, by disposition and by event hour, each in a JVM \
                of its own with 1 GiB of heap and the parallel collector, and serve them over HTTP. One runs at a time; \
                in each round each gets a new topic of 4 partitions and a new process, warms up with %s records, then \
                catches up twice and, once it has, is asked for its count while 2,000 records a second come in. \
                [ADR 12](../adr/0012-engines-compared.md) tells why these engines, and how they are set.""".formatted(Figures.exactly(records));
    }

    private static final String TARGETS = """
            The limit is the plain loop with two threads: a consumer, a parser and hash maps, with nothing that outlives its \
            process. %s records a second are asked of a machine on which that loop catches up at %s; on another, the share of \
            it tells more. The latency is held against the DSL with exactly once and commits every 100 ms; its answers pass \
            through a transaction, as the service's pass through one of its database. The Processor API's answers do not: its \
            interactive queries read counts before they are committed.""";

    private static final String MISSED = """
            **Where the service misses a target.** Catching up, half of the tasks' time goes into reading Kafka's \
            messages and their headers, and a third into counting them; then one thread commits the batch, and the next \
            one begins after that, since its number and offsets rest on it. At a steady pace a message waits for one and \
            a half batches on average, and a small batch consists of what is around the counting: asking Kafka for its \
            ends, planning, starting tasks, two files of the checkpoint, one transaction. What was tried, and what it \
            gave, is told in [ADR 13](../adr/0013-state-in-the-store.md), [ADR 22](../adr/0022-around-the-counting.md) \
            and [ADR 24](../adr/0024-a-source-of-three-columns.md).""";

    private static final String CATCHING_UP = """
            All records become visible at once, by the commit of the one transaction that holds them, to an engine that runs, \
            warm and idle; measured from just before that commit until every view shows all of them over HTTP, asked every \
            20 ms. *Repeated* are the first %s calls of the synthetic dataset, sent %d times by one replay; *distinct* \
            are as many, each different, with five times as many event hours: the harder case for the service, \
            which keeps the cube of hour, type and disposition where the others keep the three views alone. \
            *CPU s* are the processor seconds of the engine's process for the distinct records.""";

    private static final String LATENCY = """
            From a record's Kafka timestamp to the first HTTP answer that counts as many records as were sent until then. One \
            producer (acks=all, lz4, linger 5 ms, no transactions), one client that asks again 1 ms after each answer, the first \
            5 s not counted.""";

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        targets.add(rate("repeated: catching up", Turn::repeated));
        targets.add(rate("distinct: catching up", Turn::distinct));
        targets.add(Target.atLeast(
                "repeated: of the plain loop, 2 threads",
                SHARE_OF_LIMIT,
                "",
                ratio(LIMIT, turn -> turn.repeated().rate())));
        targets.add(Target.atLeast(
                "distinct: of the plain loop, 2 threads",
                SHARE_OF_LIMIT,
                "",
                ratio(LIMIT, turn -> turn.distinct().rate())));
        targets.add(Target.atLeast(
                "repeated: of the fastest Kafka Streams",
                1,
                "",
                ofFastestStreams(turn -> turn.repeated().rate())));
        targets.add(Target.atLeast(
                "distinct: of the fastest Kafka Streams",
                1,
                "",
                ofFastestStreams(turn -> turn.distinct().rate())));
        if (seconds > 0) {
            targets.add(Target.atMost(
                    "latency p50: of " + LATENCY_REFERENCE,
                    P50_RATIO,
                    "",
                    ratio(LATENCY_REFERENCE, latency(Latencies::p50))));
            targets.add(Target.atMost(
                    "latency p99: of " + LATENCY_REFERENCE,
                    P99_RATIO,
                    "",
                    ratio(LATENCY_REFERENCE, latency(Latencies::p99))));
        }
        return targets;
    }

    private Target rate(String what, Function<Turn, CatchUp> figure) {
        return Target.atLeast(
                what,
                RATE,
                "records/s",
                results.summary(Suite.LABEL, turn -> figure.apply(turn).rate()));
    }

    private Summary ratio(String reference, ToDoubleFunction<Turn> figure) {
        return results.ratio(Suite.LABEL, reference, figure);
    }

    private Summary ofFastestStreams(ToDoubleFunction<Turn> rate) {
        String fastest = Stream.of(EngineKind.values())
                .filter(EngineKind::isStreams)
                .map(EngineKind::label)
                .max((one, other) -> Double.compare(
                        results.summary(one, rate).median(),
                        results.summary(other, rate).median()))
                .orElseThrow();
        return ratio(fastest, rate);
    }

    private MarkdownTable catchUps() {
        MarkdownTable table = new MarkdownTable("engine", "repeated, records/s>", "distinct, records/s>", "CPU s>");
        for (String engine : results.contenders()) {
            table.row(
                    engine,
                    results.summary(engine, turn -> turn.repeated().rate()),
                    results.summary(engine, turn -> turn.distinct().rate()),
                    results.summary(engine, turn -> turn.distinct().processorSeconds()));
        }
        return table;
    }

    private MarkdownTable latencies() {
        MarkdownTable table = new MarkdownTable("engine", "p50 ms>", "p99 ms>", "max ms>");
        for (String engine : results.contenders()) {
            table.row(
                    engine,
                    results.summary(engine, latency(Latencies::p50)),
                    results.summary(engine, latency(Latencies::p99)),
                    results.summary(engine, latency(Latencies::max)));
        }
        return table;
    }

    private BarChart rates(String title, Function<Turn, CatchUp> figure) {
        return bars(
                title,
                Axis.fromZero("catching up", "records/s"),
                turn -> figure.apply(turn).rate());
    }

    private BarChart latency(String title, ToDoubleFunction<Latencies> figure) {
        return bars(title, Axis.fromZero("Kafka timestamp to HTTP answer", "ms"), latency(figure));
    }

    private BarChart bars(String title, Axis axis, ToDoubleFunction<Turn> figure) {
        return new BarChart(
                title,
                axis,
                results.contenders().stream()
                        .map(engine ->
                                new Bar(engine, engine.equals(Suite.LABEL) ? 0 : 1, results.summary(engine, figure)))
                        .toList());
    }

    private static ToDoubleFunction<Turn> latency(ToDoubleFunction<Latencies> figure) {
        return turn -> turn.latency() == null ? Double.NaN : figure.applyAsDouble(turn.latency());
    }

    private String equality() {
        return """
                In every turn, after catching up, all three views were read over HTTP and compared key by key, descriptions \
                included, with those of the first engine of the run; the benchmark fails at the first difference. There was \
                none: %s crime types, %s dispositions and %s event hours of %s calls.""".formatted(
                        Figures.exactly(views.size(View.CRIME_TYPES)),
                        Figures.exactly(views.size(View.DISPOSITIONS)),
                        Figures.exactly(views.size(View.HOURS)),
                        Figures.exactly(3L * records));
    }
}
