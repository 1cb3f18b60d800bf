package dev.sfcrime.bench.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.report.Axis;
import dev.sfcrime.bench.report.BarChart;
import dev.sfcrime.bench.report.MarkdownTable;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.report.Summary;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench micro}. */
@Command(name = "micro", description = "The parser of messages alone, with JMH, beside Jackson's data binding.")
public final class MicroCommand implements Callable<Integer> {
    private static final TimeValue ITERATION = TimeValue.seconds(1);
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("callJsonAllFields", "CallJson, all fields, checked");
        NAMES.put("callJsonFewFields", "CallJson, few fields, checked");
        NAMES.put("jacksonMap", "Jackson, Map.class, unchecked");
        NAMES.put("jacksonTree", "Jackson, tree, unchecked");
    }

    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--forks", defaultValue = "2", description = "JVMs for each; default ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            defaultValue = "5",
            description = "Seconds that count in each JVM, after as many that do not; default ${DEFAULT-VALUE}.")
    private int iterations;

    /** The command. */
    public MicroCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() throws Exception {
        if (forks < 1 || iterations < 1) {
            throw new ParameterException(spec.commandLine(), "--forks and --iterations must be at least 1");
        }
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ParserBenchmark.class.getName() + "\\..*")
                        .forks(forks)
                        .warmupIterations(iterations)
                        .warmupTime(ITERATION)
                        .measurementIterations(iterations)
                        .measurementTime(ITERATION)
                        .build())
                .run();
        workshop.console().line("Written to " + report(results).write());
        return 0;
    }

    private Report report(Collection<RunResult> results) {
        Report report = workshop.report("micro", "The parser alone");
        report.text("""
                JMH, average time, one thread, %d JVMs of %d seconds each after as many to warm up. Each call reads a
                thousand different messages of about 400 bytes; figures are nanoseconds for one message, over all seconds
                that count. `CallJson` is what every service reads with: it checks the whole message, the two fields that a
                call must have, and the event time. Jackson's data binding gives the fields alone.""".formatted(forks, iterations));
        MarkdownTable table = new MarkdownTable("", "ns a message, median>", "min to max>", "messages/s>");
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Map.Entry<String, String> named : NAMES.entrySet()) {
            Summary nanos = results.stream()
                    .filter(result -> result.getPrimaryResult().getLabel().equals(named.getKey()))
                    .map(MicroCommand::seconds)
                    .findFirst()
                    .orElseThrow();
            table.row(named.getValue(), nanos.median(), nanos.range(), 1e9 / nanos.median());
            bars.add(new BarChart.Bar(named.getValue(), named.getKey().startsWith("call") ? 0 : 1, nanos));
        }
        report.table(table);
        return report.plot("parser", new BarChart("Reading a message", Axis.fromZero("time", "ns"), bars));
    }

    /** Each second that counts is a sample. */
    private static Summary seconds(RunResult result) {
        List<Double> samples = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult second : fork.getIterationResults()) {
                samples.add(second.getPrimaryResult().getScore());
            }
        }
        return Summary.of(samples);
    }
}
