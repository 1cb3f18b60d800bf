package dev.sfcrime.ingest.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class SpillFolderTests {
    @TempDir
    Path root;

    @Test
    void whatADeadProcessLeftIsDeletedAtTheNextStart() throws IOException {
        Path left = Files.createDirectories(root.resolve("sort-dead/1"));
        Files.writeString(left.resolve("0.run"), "calls");
        Files.createFile(root.resolve("sort-dead.lock"));
        Path foreign = Files.createDirectories(root.resolve("others"));

        spill().close();

        assertThat(root).isDirectoryContaining(foreign::equals).isDirectoryNotContaining("glob:**sort-*");
    }

    @Test
    void whatALivingProcessUsesStays() throws IOException {
        try (SpillFolder living = spill()) {
            Path folder = living.newFolder();

            spill().close();

            assertThat(folder).exists();
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void nothingIsMadeBeforeItIsNeeded() throws IOException {
        Path missing = root.resolve("missing");

        new SpillFolder(properties(missing)).close();

        assertThat(missing).doesNotExist();
    }

    private SpillFolder spill() {
        return new SpillFolder(properties(root));
    }

    private static DatasetProperties properties(Path temporaryFolder) {
        return new DatasetProperties(
                temporaryFolder,
                DataSize.ofMegabytes(1),
                temporaryFolder,
                DatasetFixture.LARGEST_RECORD,
                DatasetFixture.MOST_EXPANSION,
                new DatasetProperties.Synthetic(1, 1));
    }
}
