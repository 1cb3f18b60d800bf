package dev.sfcrime.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ReportTests {
    private static final Machine MACHINE = new Machine("Some CPU", 2, 24L << 30, "Linux 6", "17");
    private static final Plot PLOT = new BarChart(
            "Rates", Axis.fromZero("rate", "records/s"), List.of(new BarChart.Bar("one", 0, Summary.of(1))));

    @TempDir
    private Path folder;

    @Test
    void itBeginsWithTheCommandAndTheMachine() throws IOException {
        Path page = report().text("Words.").write();

        assertThat(page).hasFileName("ingest.md").hasContent("""
                        # Into Kafka

                            ./sfcrime bench ingest

                        Measured on 2026-11-20, on Some CPU, 2 cores, 24.0 GiB memory, Linux 6, Java 17.

                        Words.
                        """);
    }

    @Test
    void aPlotLiesBesideThePageThatShowsIt() throws IOException {
        Path page = report().plot("rates", PLOT).write();

        assertThat(page).content().contains("![Rates](ingest-rates.svg)");
        assertThat(Files.readString(folder.resolve("ingest-rates.svg"))).isEqualTo(PLOT.toSvg());
    }

    @Test
    void twoPlotsOfOneNameAreRefused() {
        Report report = report().plot("rates", PLOT);

        assertThatIllegalArgumentException().isThrownBy(() -> report.plot("rates", PLOT));
    }

    @Test
    void theMachineAtHandHasCoresAndMemory() {
        Machine here = Machine.here();

        assertThat(here.cores()).isPositive();
        assertThat(here.memoryBytes()).isPositive();
        assertThat(here.processor()).isNotBlank();
    }

    private Report report() {
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
        return new Report(folder, "ingest", "Into Kafka", "./sfcrime bench ingest", MACHINE, clock);
    }
}
