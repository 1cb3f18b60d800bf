package dev.sfcrime.local.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import dev.sfcrime.local.machine.RunningProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PidFileTests {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws Exception {
        Path file = folder.resolve("ingest.pid");
        PidFile pidFile = new PidFile(new RunningProcess(4711, Instant.parse("2026-01-02T03:04:05.060Z")), 8081);

        pidFile.write(file);

        assertThat(PidFile.read(file)).contains(pidFile);
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "pid=1\n",
                "pid=x\nstarted=2026-01-02T03:04:05Z\nport=1\n",
                "\\u12",
                "pid=1\nstarted=now\nport=1"
            })
    void aDamagedFileIsAsGoodAsNone(String content) throws Exception {
        Path file = folder.resolve("ingest.pid");
        Files.writeString(file, content);

        assertThat(PidFile.read(file)).isEmpty();
        assertThat(PidFile.read(folder.resolve("absent.pid"))).isEmpty();
    }
}
