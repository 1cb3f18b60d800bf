package dev.sfcrime.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of text, as Markdown has tables. */
public final class MarkdownTable {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    /** A table with these headings; the column of a heading that ends in {@code >} is set to the right. */
    public MarkdownTable(String... headings) {
        columns = headings.length;
        lines.add(line(List.of(headings).stream()
                .map(heading -> isRight(heading) ? heading.substring(0, heading.length() - 1) : heading)
                .toList()));
        lines.add(List.of(headings).stream()
                .map(heading -> isRight(heading) ? "--:" : "---")
                .collect(Collectors.joining("|", "|", "|")));
    }

    /**
     * Adds a row.
     *
     * @param cells each shown by its {@code toString}, a {@code double} with {@link Figures#of}
     */
    public MarkdownTable row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "a row has %d cells; the table has %d columns".formatted(cells.length, columns));
        }
        lines.add(line(List.of(cells).stream().map(MarkdownTable::text).toList()));
        return this;
    }

    private static boolean isRight(String heading) {
        return heading.endsWith(">");
    }

    private static String text(Object cell) {
        String text = cell instanceof Double number ? Figures.of(number) : cell.toString();
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }

    /** The table, each line with its end. */
    @Override
    public String toString() {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
