package dev.sfcrime.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.sfcrime.bench.analytics.AnalyticsCommand;
import dev.sfcrime.bench.capacity.CapacityCommand;
import dev.sfcrime.bench.growth.GrowthCommand;
import dev.sfcrime.bench.ingest.IngestCommand;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.micro.MicroCommand;
import dev.sfcrime.bench.read.ReadCommand;
import dev.sfcrime.bench.verify.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The benchmarks by name. */
@Command(
        name = "bench",
        description = {
            "Measures the suite side by side with what else there is, and writes a",
            "report with plots to docs/benchmarks. Let nothing else run meanwhile.%n",
        },
        synopsisSubcommandLabel = "BENCHMARK")
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    BenchCommand() {
        // picocli sets it before it runs anything
        spec = CommandSpec.create();
    }

    /** The command with all benchmarks. */
    static CommandLine withBenchmarks(Workshop workshop) {
        Map<String, Function<Workshop, Callable<Integer>>> benchmarks = new LinkedHashMap<>();
        benchmarks.put("ingest", IngestCommand::new);
        benchmarks.put("verify", VerifyCommand::new);
        benchmarks.put("analytics", AnalyticsCommand::new);
        benchmarks.put("read", ReadCommand::new);
        benchmarks.put("growth", GrowthCommand::new);
        benchmarks.put("capacity", CapacityCommand::new);
        benchmarks.put("micro", MicroCommand::new);
        return withBenchmarks(benchmarks, workshop);
    }

    /** The command with these benchmarks, by name, and with the one that runs all of them. */
    static CommandLine withBenchmarks(
            Map<String, Function<Workshop, Callable<Integer>>> benchmarks, Workshop workshop) {
        CommandLine bench = new CommandLine(new BenchCommand());
        benchmarks.forEach((name, benchmark) -> bench.addSubcommand(name, benchmark.apply(workshop)));
        return bench.addSubcommand(new AllCommand(benchmarks, workshop)).addSubcommand(new TargetsCommand(workshop));
    }

    /** Without a benchmark: tells of them. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
