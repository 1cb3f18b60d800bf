package dev.sfcrime.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The targets of all pages of a folder, in one table of its {@code README.md}: whenever a page is written, what lies between
 * two marks there is made anew from the tables of targets that the pages have. So it cannot say other things than they do.
 */
public final class TargetsOverview {
    static final String BEGIN = "<!-- targets of all pages; written by every benchmark -->";
    static final String END = "<!-- end of targets -->";

    private static final String README = "README.md";
    private static final String ENDING = ".md";

    private TargetsOverview() {}

    /** Makes the table of this folder anew; does nothing where no README, or none with the marks, is. */
    public static void refresh(Path folder) throws IOException {
        Path readme = folder.resolve(README);
        if (!Files.exists(readme)) {
            return;
        }
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin >= 0 && end > begin) {
            Files.writeString(
                    readme, text.substring(0, begin) + BEGIN + "\n\n" + table(folder) + "\n" + text.substring(end));
        }
    }

    private static String table(Path folder) throws IOException {
        StringBuilder table = new StringBuilder();
        for (Path page : pages(folder)) {
            List<String> lines = Files.readAllLines(page);
            int head = lines.indexOf(Target.HEAD.get(0));
            if (head < 0) {
                continue;
            }
            String name = page.getFileName().toString();
            String link = "[%s](%s)".formatted(name.substring(0, name.length() - ENDING.length()), name);
            if (table.isEmpty()) {
                table.append("| benchmark ")
                        .append(Target.HEAD.get(0))
                        .append("\n|---")
                        .append(Target.HEAD.get(1));
                table.append('\n');
            }
            lines.stream()
                    .skip(head + Target.HEAD.size())
                    .takeWhile(line -> line.startsWith("|"))
                    .forEach(row -> table.append("| ")
                            .append(link)
                            .append(' ')
                            .append(row)
                            .append('\n'));
        }
        return table.isEmpty() ? "No page with targets is written yet.\n" : table.toString();
    }

    private static List<Path> pages(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ENDING) && !file.endsWith(README))
                    .sorted()
                    .toList();
        }
    }
}
