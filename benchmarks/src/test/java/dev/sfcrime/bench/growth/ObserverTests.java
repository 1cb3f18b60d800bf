package dev.sfcrime.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ObserverTests {
    @TempDir
    private Path folder;

    @Test
    void aFolderIsAsLargeAsAllItsFiles() throws IOException {
        Files.write(folder.resolve("a"), new byte[100]);
        Files.createDirectories(folder.resolve("b/c"));
        Files.write(folder.resolve("b/c/d"), new byte[23]);

        assertThat(Observer.size(folder)).isEqualTo(123);
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertThat(Observer.size(folder.resolve("absent"))).isZero();
    }
}
