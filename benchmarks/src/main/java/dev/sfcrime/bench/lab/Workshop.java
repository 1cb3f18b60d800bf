package dev.sfcrime.bench.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import dev.sfcrime.bench.report.Machine;
import dev.sfcrime.bench.report.Report;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;

/**
 * What every benchmark works with.
 *
 * @param checkout the source tree, with the packaged jars
 * @param console where it tells what it does
 * @param command the call that a reader of its report is to repeat
 */
public record Workshop(Checkout checkout, Console console, String command) {

    /** The same for what is called by another command. */
    public Workshop calledBy(String otherCommand) {
        return new Workshop(checkout, console, otherCommand);
    }

    /** A lab with nothing in it. One at a time. */
    public Lab openLab() throws IOException {
        return Lab.open(
                checkout,
                checkout.folder().resolve("benchmarks").resolve("target").resolve("lab"),
                console);
    }

    /** A report that goes to {@code docs/benchmarks}. */
    public Report report(String name, String title) {
        return reportIn(pages(), name, title);
    }

    /** Where the pages of benchmarks are. */
    public Path pages() {
        return checkout.folder().resolve("docs").resolve("benchmarks");
    }

    /** A report that goes to this folder. */
    public Report reportIn(Path folder, String name, String title) {
        return new Report(folder, name, title, command, Machine.here(), Clock.systemUTC());
    }
}
