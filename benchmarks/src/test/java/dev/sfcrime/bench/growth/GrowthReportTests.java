package dev.sfcrime.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.bench.report.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class GrowthReportTests {
    private static final Growth NONE = new Growth(List.of(), List.of());

    @TempDir
    private Path folder;

    @Test
    void itHoldsTheLastMillionsToTheFirst() throws IOException {
        String page = page(GrowthTests.growth(10, 10, 100, 100, 98, 90), NONE);

        assertThat(page)
                .contains("| throughput, last / first | ≥ 0.900 | 0.940 |")
                .contains("| 6 | 94 | 500 | 100 | 500 | 180,000 | 0 |")
                .doesNotContain("new cells in every million");
        assertThat(folder.resolve("growth-records-throughput.svg")).exists();
    }

    @Test
    void itTellsWhetherTheStoresFileWasFillingInTheMiddle() throws IOException {
        assertThat(page(GrowthTests.growth(10, 10, 100, 100, 98, 90), NONE))
                .contains(
                        "The millions in the middle were visible 20 s to 30 s after the commit of the first: they began within")
                .contains("45 s later, its retention time");
        assertThat(page(GrowthTests.growth(new double[] {9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9}), NONE))
                .contains(
                        "were visible 60 s to 100 s after the commit of the first: they began after the retention time");
    }

    @Test
    void newCellsAreShownApart() throws IOException {
        String page = page(GrowthTests.growth(10), GrowthTests.growth(7, 6));

        assertThat(page)
                .doesNotContain("last / first")
                .contains("## With new cells in every million")
                .contains("| 2 | 6 |");
        assertThat(folder.resolve("growth-cells-disk.svg")).exists();
    }

    private String page(Growth sameCells, Growth moreCells) throws IOException {
        Report report = new Report(
                folder,
                "growth",
                GrowthReport.TITLE,
                "./sfcrime bench growth",
                new Machine("Some CPU", 2, 1, "Linux", "17"),
                Clock.systemUTC());
        return Files.readString(GrowthReport.of(report, sameCells, moreCells).write());
    }
}
