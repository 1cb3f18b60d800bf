package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager;
import org.apache.spark.sql.execution.streaming.checkpointing.CheckpointFileManager.CancellableFSDataOutputStream;
import org.apache.spark.sql.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckpointFilesTests {
    private static final boolean OVERWRITE = true;

    @TempDir
    private Path folder;

    private CheckpointFileManager files;

    @BeforeEach
    void open() {
        files = new CheckpointFiles(path(folder), new Configuration());
    }

    @Test
    void oneFileIsWrittenAndNothingBesideIt() throws Exception {
        write(files, "7", "offsets");

        assertThat(names()).containsExactly("7");
        assertThat(read(files, "7")).isEqualTo("offsets");
    }

    @Test
    void aFileIsNotThereUntilItIsWhole() throws Exception {
        CancellableFSDataOutputStream out = files.createAtomic(path(folder.resolve("7")), !OVERWRITE);
        out.write(1);

        assertThat(folder.resolve("7")).doesNotExist();
        out.close();
        assertThat(folder.resolve("7")).exists();
    }

    @Test
    void whatIsCancelledLeavesNothing() throws Exception {
        CancellableFSDataOutputStream out = files.createAtomic(path(folder.resolve("7")), !OVERWRITE);
        out.write(1);
        out.cancel();

        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws Exception {
        write(files, "7", "first");

        assertThatThrownBy(() -> write(files, "7", "second")).isInstanceOf(IOException.class);
        assertThat(read(files, "7")).isEqualTo("first");
    }

    @Test
    void filesWithHadoopsChecksumsAreReadAndTheOtherWayRound() throws Exception {
        CheckpointFileManager withChecksums =
                new FileSystemBasedCheckpointFileManager(path(folder), new Configuration());

        write(withChecksums, "7", "of an earlier version");
        write(files, "8", "of this version");

        assertThat(names()).contains(".7.crc");
        assertThat(read(files, "7")).isEqualTo("of an earlier version");
        assertThat(read(withChecksums, "8")).isEqualTo("of this version");
    }

    private void write(CheckpointFileManager manager, String name, String text) throws IOException {
        CancellableFSDataOutputStream out = manager.createAtomic(path(folder.resolve(name)), !OVERWRITE);
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.close();
    }

    private String read(CheckpointFileManager manager, String name) throws IOException {
        try (var in = manager.open(path(folder.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static org.apache.hadoop.fs.Path path(Path path) {
        return new org.apache.hadoop.fs.Path(path.toUri());
    }
}
