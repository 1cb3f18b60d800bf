package dev.sfcrime.bench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;

import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BenchCommandTests {
    private final StringWriter errors = new StringWriter();
    private final CommandLine bench = BenchCommand.withBenchmarks(new Workshop(
                    new Checkout(Path.of("")), Console.asLaunched(System.out, System.err, Map.of()), "test"))
            .setErr(new PrintWriter(errors));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ingest --records 5",
                "ingest --rounds 0",
                "ingest --pace-seconds -1",
                "verify --records 5",
                "verify --rounds 0",
                "micro --forks 0",
                "micro --iterations many"
            })
    void aValueThatMakesNoSenseIsAnsweredWithTheUsage(String arguments) {
        String[] words = arguments.split(" ", -1);

        int code = bench.execute(words);

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(errors.toString()).contains(words[1]).contains("Usage:");
    }
}
