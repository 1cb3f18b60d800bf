package dev.sfcrime.bench.analytics;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.bench.analytics.engines.EngineKind;
import dev.sfcrime.bench.analytics.engines.View;
import dev.sfcrime.bench.lab.Workshop;
import dev.sfcrime.bench.rounds.Contender;
import dev.sfcrime.bench.rounds.Results;
import dev.sfcrime.bench.rounds.Rounds;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AnalyticsReportTests {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    private static final Views VIEWS = new Views(Map.of(View.DISPOSITIONS, Map.of("HAN", new Counted(3, "Handled"))));
    private static final int RECORDS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void theServiceIsHeldAgainstTheLimitAndAgainstTheFastestKafkaStreams() throws Exception {
        Path page = report(new Latencies(60, 110, 200, 100)).write();

        assertThat(page).isEqualTo(folder.resolve("docs/benchmarks/analytics.md"));
        // the plain loop takes 1 s, Kafka Streams 8 and 4 s, the service 2 s
        assertThat(page)
                .content()
                .contains("| repeated: of the plain loop, 2 threads | ≥ 0.380 | 0.5 | 1.32 | 0.5 to 0.5 (1) | met |")
                .contains("| repeated: of the fastest Kafka Streams | ≥ 1 | 2 | 2 |")
                .contains("| latency p50: of Streams DSL, exactly once | ≤ 1.5 | 2 | 1.33 | 2 to 2 (1) | **missed** |")
                .contains("**Where the service misses a target.**");
    }

    @Test
    void theServiceIsHeldToARateOfItsOwn() throws Exception {
        // 1,000 records in 2 s
        assertThat(report(null).write())
                .content()
                .contains("| repeated: catching up | ≥ 300,000 records/s | 500 records/s | 0.00167 | 500 to 500 (1) |"
                        + " **missed** |")
                .contains("| distinct: catching up | ≥ 300,000 records/s | 500 records/s |")
                .contains("300,000 records a second are asked of a machine on which that loop catches up at 790,000;");
    }

    @Test
    void everyPlotIsWritten() throws Exception {
        report(new Latencies(60, 110, 200, 100)).write();

        try (var files = Files.list(folder.resolve("docs/benchmarks"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "analytics.md",
                            "analytics-repeated.svg",
                            "analytics-distinct.svg",
                            "analytics-latency-p50.svg",
                            "analytics-latency-p99.svg");
        }
    }

    @Test
    void whatWasNotMeasuredIsNotWritten() throws Exception {
        assertThat(report(null).write()).content().doesNotContain("p50").contains("## Equality");
    }

    private AnalyticsReport report(Latencies streams) throws Exception {
        List<Contender<Turn>> contenders = new ArrayList<>();
        for (EngineKind kind : EngineKind.values()) {
            double seconds = !kind.isStreams() ? 1 : kind == EngineKind.PROCESSOR_AT_LEAST_ONCE ? 4 : 8;
            contenders.add(new Fixed(kind.label(), turn(seconds, streams)));
        }
        Latencies service =
                streams == null ? null : new Latencies(streams.p50() * 2, streams.p99() * 2, streams.max(), 100);
        contenders.add(new Fixed(Suite.LABEL, turn(2, service)));
        Console console = Console.plain(NOWHERE, NOWHERE);
        Results<Turn> results = new Rounds(console, 0, 1).run(contenders, Turn::words);
        Workshop workshop = new Workshop(new Checkout(folder), console, "./sfcrime bench analytics");
        return new AnalyticsReport(workshop, results, VIEWS, RECORDS, streams == null ? 0 : 1);
    }

    private static Turn turn(double seconds, Latencies latencies) {
        CatchUp catchUp = new CatchUp(RECORDS, seconds, seconds);
        return new Turn(catchUp, catchUp, latencies);
    }

    private record Fixed(String name, Turn turn) implements Contender<Turn> {
        @Override
        public Turn run(int round) {
            return turn;
        }
    }
}
