package dev.sfcrime.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.sfcrime.bench.lab.Workshop;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./sfcrime bench all}. */
@Command(
        name = "all",
        description = {
            "Every benchmark with its own defaults, one after the other. One that fails",
            "does not keep the others from running; the exit code is 1 then.%n",
        })
final class AllCommand implements Callable<Integer> {
    private final Map<String, Function<Workshop, Callable<Integer>>> benchmarks;
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * The command.
     *
     * @param benchmarks the commands by name, in the order in which they run
     */
    AllCommand(Map<String, Function<Workshop, Callable<Integer>>> benchmarks, Workshop workshop) {
        this.benchmarks = benchmarks;
        this.workshop = workshop;
    }

    @Override
    public Integer call() {
        long begin = System.nanoTime();
        List<String> failed = new ArrayList<>();
        List<String> times = new ArrayList<>();
        benchmarks.forEach((name, benchmark) -> {
            long start = System.nanoTime();
            workshop.console().heading("bench " + name);
            if (run(benchmark.apply(workshop.calledBy("./sfcrime bench " + name))) != CommandLine.ExitCode.OK) {
                failed.add(name);
            }
            times.add("bench %s took %s".formatted(name, since(start)));
            workshop.console().line(times.get(times.size() - 1));
        });
        // once more, since hours of output may lie between
        workshop.console().heading("bench all");
        times.forEach(workshop.console()::line);
        workshop.console().line("%d benchmarks took %s in all".formatted(benchmarks.size(), since(begin)));
        if (failed.isEmpty()) {
            return CommandLine.ExitCode.OK;
        }
        workshop.console().error("These failed: " + String.join(", ", failed));
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int run(Callable<Integer> benchmark) {
        CommandLine own = spec.commandLine();
        try {
            return new CommandLine(benchmark)
                    .setOut(own.getOut())
                    .setErr(own.getErr())
                    .setExecutionExceptionHandler(own.getExecutionExceptionHandler())
                    .execute();
        } catch (Error broken) {
            // picocli handles exceptions alone; the next benchmark may well have the memory that this one lacked
            broken.printStackTrace(own.getErr());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private static String since(long nanoTime) {
        Duration taken = Duration.ofNanos(System.nanoTime() - nanoTime);
        return "%d:%02d min".formatted(taken.toMinutes(), taken.toSecondsPart());
    }
}
