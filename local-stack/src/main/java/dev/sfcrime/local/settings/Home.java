package dev.sfcrime.local.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The layout of the home folder, which holds all that a stack keeps.
 *
 * @param folder the home folder
 */
public record Home(Path folder) {

    /** What the processes keep: Kafka's logs, checkpoints, aggregates. */
    public Path data(String process) {
        return folder.resolve(process);
    }

    /** The log of a process. */
    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    /** What a process writes to its standard output, beside its log: little, and mostly from its JVM. */
    public Path output(String process) {
        return logs().resolve(process + ".out");
    }

    /** The folder of all logs. */
    public Path logs() {
        return folder.resolve("logs");
    }

    /** Which process it is that runs. */
    public Path pid(String process) {
        return folder.resolve("run").resolve(process + ".pid");
    }

    /** Written by the broker once it serves clients. */
    public Path ready(String process) {
        return folder.resolve("run").resolve(process + ".ready");
    }

    /** Held while a launcher starts or stops processes. */
    public Path lock() {
        return folder.resolve("run").resolve("launcher.lock");
    }

    /** A service's jar, extracted. */
    public Path layout(String process) {
        return folder.resolve("layouts").resolve(process);
    }

    /** The temporary files of a process, emptied at each of its starts. */
    public Path temporary(String process) {
        return folder.resolve("tmp").resolve(process);
    }

    /** All that the suite itself makes here; datasets and whatever else a user put here are not among it. */
    public List<Path> made() {
        return List.of(
                data("broker"),
                data("ingest"),
                data("verify"),
                data("analytics"),
                logs(),
                folder.resolve("run"),
                folder.resolve("layouts"),
                folder.resolve("tmp"));
    }

    /** Creates the folders. */
    public void create() throws IOException {
        for (Path made : made()) {
            Files.createDirectories(made);
        }
    }
}
