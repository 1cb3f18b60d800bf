package dev.sfcrime.bench.read;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.local.console.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReadReportTests {
    private final PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void eachReadIsHeldToTheFasterConstantAnswer() throws Exception {
        Report report = new Report(
                folder,
                "read",
                ReadReport.TITLE,
                "./sfcrime bench read",
                new Machine("Some CPU", 2, 1, "Linux", "17"),
                Clock.systemUTC());
        ReadReport.Circumstances circumstances = new ReadReport.Circumstances(
                new ReadBenchmark.Scope(1, 5, 1_000_000, 2_000, 8), 1_000_123, 1_100_000, 4.2, 1_999);

        String page = Files.readString(
                ReadReport.of(report, readings(), circumstances).write());

        assertThat(page)
                .contains("1,000,123 cells")
                .contains("| dispositions / constant | ≥ 0.700 | 0.800 |")
                .contains("written by the first who asks for it")
                .contains("| mix of all, p99 | ≤ 20 ms | 3 ms |")
                .contains("| constant: liveness | 8,000 |");
        assertThat(folder.resolve("read-rates.svg")).exists();
        assertThat(folder.resolve("read-p99.svg")).exists();
    }

    private Results<Reading> readings() throws Exception {
        List<Contender<Reading>> contenders = new ArrayList<>();
        contenders.add(contender(Read.CONSTANTS.get(0).name(), 8_000));
        contenders.add(contender(Read.CONSTANTS.get(1).name(), 10_000));
        Read.aggregates().forEach(read -> contenders.add(contender(read.name(), 8_000)));
        return new Rounds(Console.plain(nowhere, nowhere), 0, 1).run(contenders, Reading::words);
    }

    private static Contender<Reading> contender(String name, double rate) {
        return new Contender<>() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Reading run(int round) {
                return new Reading(rate, 1, 3, 9, 1_000, 0.5);
            }
        };
    }
}
