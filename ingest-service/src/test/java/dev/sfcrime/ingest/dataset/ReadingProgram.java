package dev.sfcrime.ingest.dataset;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads datasets to their ends, in a JVM whose heap a test has made small. Prints a line for each: its name, how many
 * calls it holds, how many rejected records, the first reason of those, and why reading ended before the end.
 */
final class ReadingProgram {
    private ReadingProgram() {}

    /** Takes the root of a fixture, and the names of files. */
    public static void main(String[] arguments) throws IOException {
        DatasetFixture datasets = new DatasetFixture(Path.of(arguments[0]));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        for (int i = 1; i < arguments.length; i++) {
            out.println(read(datasets, arguments[i]));
        }
    }

    private static String read(DatasetFixture datasets, String name) {
        long calls = 0;
        long rejected = 0;
        String reason = "";
        String end = "";
        try (RecordSource source = datasets.catalog.open(name, RecordOrder.FILE)) {
            for (DatasetRecord record = source.next(); record != null; record = source.next()) {
                if (record instanceof RejectedRecord bad) {
                    reason = rejected++ == 0 ? bad.reason() : reason;
                } else {
                    calls++;
                }
            }
        } catch (IOException refused) {
            end = String.valueOf(refused.getMessage());
        }
        return "%s\t%d\t%d\t%s\t%s".formatted(name, calls, rejected, reason, end);
    }
}
