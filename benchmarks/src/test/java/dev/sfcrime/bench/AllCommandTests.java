package dev.sfcrime.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

import static org.assertj.core.api.Assertions.assertThat;

class AllCommandTests {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final List<String> commands = new ArrayList<>();
    private final Map<String, Function<Workshop, Callable<Integer>>> benchmarks = new LinkedHashMap<>();

    /** A benchmark that remembers how it was called. */
    @Command
    private record Benchmark(Workshop workshop, List<String> commands, Runnable work) implements Callable<Integer> {
        @Override
        public Integer call() {
            commands.add(workshop.command());
            work.run();
            return 0;
        }
    }

    private void benchmark(String name) {
        benchmark(name, () -> {});
    }

    private void benchmark(String name, Runnable work) {
        benchmarks.put(name, workshop -> new Benchmark(workshop, commands, work));
    }

    private int runAll() {
        return runAll(new StringWriter());
    }

    private int runAll(StringWriter errors) {
        Workshop workshop = new Workshop(new Checkout(Path.of("")), Console.plain(out, out), "./sfcrime bench all");
        return BenchCommand.withBenchmarks(benchmarks, workshop)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    out.println(failure.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setErr(new PrintWriter(errors, true))
                .execute("all");
    }

    @Test
    void eachRunsOnceAsIfItWasCalledAlone() {
        benchmark("read");
        benchmark("growth");

        int code = runAll();

        assertThat(code).isZero();
        assertThat(commands).containsExactly("./sfcrime bench read", "./sfcrime bench growth");
        assertThat(printed.toString(StandardCharsets.UTF_8)).endsWith("""
                        bench read took 0:00 min
                        bench growth took 0:00 min
                        2 benchmarks took 0:00 min in all
                        """);
    }

    @Test
    void oneThatFailsIsNamedAtTheEndAndTheOthersRun() {
        benchmark("read", () -> {
            throw new IllegalStateException("no broker");
        });
        benchmark("growth");

        int code = runAll();

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(commands).hasSize(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("no broker", "These failed: read");
    }

    @Test
    void oneThatRunsOutOfMemoryDoesNotEndTheOthers() {
        StringWriter errors = new StringWriter();
        benchmark("read", () -> {
            throw new OutOfMemoryError("Java heap space");
        });
        benchmark("growth");

        int code = runAll(errors);

        assertThat(code).isEqualTo(CommandLine.ExitCode.SOFTWARE);
        assertThat(commands).containsExactly("./sfcrime bench read", "./sfcrime bench growth");
        assertThat(errors.toString()).contains("Java heap space");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("These failed: read");
    }

    @Test
    void everyBenchmarkIsACommand() {
        CommandLine bench = BenchCommand.withBenchmarks(
                new Workshop(new Checkout(Path.of("")), Console.plain(out, out), "./sfcrime bench all"));

        assertThat(bench.getSubcommands().keySet())
                .containsExactly(
                        "ingest", "verify", "analytics", "read", "growth", "capacity", "micro", "all", "targets");
    }
}
