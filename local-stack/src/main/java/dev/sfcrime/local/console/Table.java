package dev.sfcrime.local.console;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as their widest cell. */
public final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    /**
     * A table with these headings; a heading that ends in {@code >} is of a column that is set to the right.
     */
    public Table(String... headings) {
        right = new boolean[headings.length];
        List<String> row = new ArrayList<>();
        for (int column = 0; column < headings.length; column++) {
            right[column] = headings[column].endsWith(">");
            row.add(right[column] ? headings[column].substring(0, headings[column].length() - 1) : headings[column]);
        }
        rows.add(row);
    }

    /** Adds a row. */
    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Prints all of it. */
    public void print(Console console) {
        for (int index = 0; index < rows.size(); index++) {
            String line = format(rows.get(index));
            console.line(index == 0 ? console.bold(line) : line);
        }
    }

    private String format(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String padding = " ".repeat(width(column) - row.get(column).length());
            line.append(right[column] ? padding + row.get(column) : row.get(column) + padding)
                    .append("  ");
        }
        return line.toString().stripTrailing();
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
