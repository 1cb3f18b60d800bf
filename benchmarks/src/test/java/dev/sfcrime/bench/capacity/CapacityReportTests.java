package dev.sfcrime.bench.capacity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.bench.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CapacityReportTests {
    private static final Duration SECONDS = Duration.ofSeconds(5);
    private static final Objective OBJECTIVE = new Objective(Duration.ofSeconds(1));

    @TempDir
    private Path folder;

    @Test
    void itNamesTheHighestSustainedRateAndWhyTheNextIsNot() throws IOException {
        assertThat(page(
                        new Trial(20_000, 20_000, -12, 150, 300),
                        new Trial(40_000, 40_000, 20_000, 4_000, 8_000),
                        new Trial(28_284, 28_284, 50, 200, 900)))
                .contains("**28,300 records a second are sustained**, with a p99 of 900 ms.")
                .contains("At 40,000 it is not: the lag grew by 20,000 a second.")
                .contains("| 1 | 20,000 | 20,000 | 150 | 300 | -12 | sustained |");
        assertThat(folder.resolve("capacity-latency.svg")).exists();
        assertThat(folder.resolve("capacity-lag.svg")).exists();
    }

    @Test
    void itSaysWhereNothingIsSustained() throws IOException {
        assertThat(page(new Trial(20_000, 20_000, 9_000, 4_000, 8_000)))
                .contains("**No rate that was tried is sustained.**");
    }

    private String page(Trial... trials) throws IOException {
        Report report = new Report(
                folder,
                "capacity",
                CapacityReport.TITLE,
                "./sfcrime bench capacity",
                new Machine("Some CPU", 2, 1, "Linux", "17"),
                Clock.systemUTC());
        return Files.readString(
                CapacityReport.of(report, new Search.Outcome(List.of(trials), OBJECTIVE), SECONDS, SECONDS)
                        .write());
    }
}
