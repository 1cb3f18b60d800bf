package dev.sfcrime.local.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

import dev.sfcrime.local.machine.RunningProcess;

/**
 * What is kept of a process, so that any later launcher finds it.
 *
 * @param process the process
 * @param port the port it was started on
 */
record PidFile(RunningProcess process, int port) {

    /** Reads a file; empty where there is none, or none that makes sense. */
    static Optional<PidFile> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
            return Optional.of(new PidFile(
                    new RunningProcess(
                            Long.parseLong(properties.getProperty("pid", "")),
                            Instant.parse(properties.getProperty("started", ""))),
                    Integer.parseInt(properties.getProperty("port", ""))));
        } catch (IOException | IllegalArgumentException | DateTimeParseException absentOrDamaged) {
            return Optional.empty();
        }
    }

    /** Writes a file, all of it or nothing. */
    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(process.pid()));
        properties.setProperty("started", process.started().toString());
        properties.setProperty("port", Integer.toString(port));
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(unfinished)) {
            properties.store(writer, null);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
