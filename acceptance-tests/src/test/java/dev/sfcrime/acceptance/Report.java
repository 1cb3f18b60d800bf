package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A page of tables in Markdown, for whoever wants to see what a test saw. */
final class Report {
    private final Path file;
    private final List<String> lines = new ArrayList<>();

    Report(Path file, String title) {
        this.file = file;
        lines.add("# " + title);
    }

    /** Adds a table; every row has as many cells as the header. */
    void add(String title, List<String> header, List<List<String>> rows) throws IOException {
        lines.addAll(List.of("", "## " + title, "", line(header), "|---".repeat(header.size()) + "|"));
        rows.forEach(row -> lines.add(line(row)));
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replaceAll("\\s+", " ").replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
