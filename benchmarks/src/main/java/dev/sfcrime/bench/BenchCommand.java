package dev.sfcrime.bench;

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
        return new CommandLine(new BenchCommand())
                .addSubcommand(new IngestCommand(workshop))
                .addSubcommand(new VerifyCommand(workshop))
                .addSubcommand(new AnalyticsCommand(workshop))
                .addSubcommand(new ReadCommand(workshop))
                .addSubcommand(new GrowthCommand(workshop))
                .addSubcommand(new CapacityCommand(workshop))
                .addSubcommand(new MicroCommand(workshop));
    }

    /** Without a benchmark: tells of them. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
