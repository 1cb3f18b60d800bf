package dev.sfcrime.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class TargetsOverviewTests {
    private static final Machine MACHINE = new Machine("Some CPU", 2, 24L << 30, "Linux 6", "17");

    @TempDir
    private Path folder;

    private Path readme;

    @BeforeEach
    void writeReadme() throws IOException {
        readme = Files.writeString(
                folder.resolve("README.md"),
                "Before\n\n%s\nold rows\n%s\n\nAfter\n".formatted(TargetsOverview.BEGIN, TargetsOverview.END));
    }

    private void page(String name, double reached) throws IOException {
        new Report(folder, name, "Title", "command", MACHINE, Clock.systemUTC())
                .targets(List.of(
                        Target.atLeast("one", 0.9, "", Summary.of(reached)),
                        Target.atMost("two", 20, "ms", Summary.of(10, 12, 14))))
                .text("More.")
                .write();
    }

    @Test
    void itHasTheRowsOfEveryPage() throws IOException {
        page("read", 0.8);
        page("ingest", 1.0);

        assertThat(readme).hasContent("""
                        Before

                        %s

                        | benchmark | target | asked | reached | reached / asked | rounds |  |
                        |---|---|--:|--:|--:|--:|---|
                        | [ingest](ingest.md) | one | ≥ 0.900 | 1 | 1.11 | 1 to 1 (1) | met |
                        | [ingest](ingest.md) | two | ≤ 20 ms | 12 ms | 0.600 | 10 to 14 (3) | met |
                        | [read](read.md) | one | ≥ 0.900 | 0.800 | 0.889 | 0.800 to 0.800 (1) | **missed** |
                        | [read](read.md) | two | ≤ 20 ms | 12 ms | 0.600 | 10 to 14 (3) | met |

                        %s

                        After
                        """.formatted(TargetsOverview.BEGIN, TargetsOverview.END));
    }

    @Test
    void aPageThatIsWrittenAnewReplacesItsRows() throws IOException {
        page("read", 0.8);
        page("read", 0.95);

        assertThat(readme).content().contains("| 0.950 |").doesNotContain("| 0.800 |");
    }

    @Test
    void aReadmeWithoutTheMarksIsLeftAlone() throws IOException {
        Files.writeString(readme, "Mine alone\n");

        page("read", 0.8);

        assertThat(readme).hasContent("Mine alone");
    }

    @Test
    void theTableOfThisRepositoryIsThatOfItsPages() throws IOException {
        Path pages = Path.of("..", "docs", "benchmarks");
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(pages.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }

        TargetsOverview.refresh(folder);

        assertThat(readme).as("call ./sfcrime bench targets").hasSameTextualContentAs(pages.resolve("README.md"));
    }
}
