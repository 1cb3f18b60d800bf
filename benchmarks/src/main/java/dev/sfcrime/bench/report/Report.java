package dev.sfcrime.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A page of Markdown with its plots, {@code NAME.md} and {@code NAME-PLOT.svg}. It begins with the command that made it and
 * the machine it ran on. Nothing is written before {@link #write()}.
 */
public final class Report {
    private final Path folder;
    private final String name;
    private final StringBuilder page = new StringBuilder();
    private final Map<String, Plot> plots = new LinkedHashMap<>();

    /**
     * A report that says so far where it comes from.
     *
     * @param folder where it goes
     * @param name name of its file, without the ending
     * @param title its heading
     * @param command what a reader calls to repeat it
     */
    public Report(Path folder, String name, String title, String command, Machine machine, Clock clock) {
        this.folder = folder;
        this.name = name;
        page.append("# ").append(title).append("\n\n");
        page.append("    ").append(command).append("\n\n");
        page.append("Measured on ")
                .append(LocalDate.now(clock))
                .append(", on ")
                .append(machine)
                .append(".\n");
    }

    /** Adds a heading of the second level. */
    public Report heading(String text) {
        return block("## " + text);
    }

    /** Adds a paragraph, a list or whatever else Markdown has. */
    public Report text(String markdown) {
        return block(markdown.strip());
    }

    /** Adds a table. */
    public Report table(MarkdownTable table) {
        return block(table.toString().stripTrailing());
    }

    /** Adds the table of targets. */
    public Report targets(List<Target> targets) {
        return table(Target.table(targets));
    }

    /**
     * Adds a plot.
     *
     * @param plotName the last part of its file's name, unique in this report
     */
    public Report plot(String plotName, Plot plot) {
        if (plots.putIfAbsent(plotName, plot) != null) {
            throw new IllegalArgumentException("the report has a plot " + plotName + " already");
        }
        return block("![%s](%s)".formatted(plot.title(), fileName(plotName)));
    }

    private Report block(String markdown) {
        page.append('\n').append(markdown).append('\n');
        return this;
    }

    private String fileName(String plotName) {
        return name + "-" + plotName + ".svg";
    }

    /**
     * Writes the page and its plots, in place of those of an earlier run, and the targets in the folder's README anew.
     *
     * @return the page
     */
    public Path write() throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, Plot> plot : plots.entrySet()) {
            Files.writeString(
                    folder.resolve(fileName(plot.getKey())), plot.getValue().toSvg());
        }
        Path written = Files.writeString(folder.resolve(name + ".md"), page);
        TargetsOverview.refresh(folder);
        return written;
    }
}
