package dev.sfcrime.local.stack;

import java.util.List;

import dev.sfcrime.local.settings.Home;

/** A message about a service, with the last lines of its log. */
final class EndOfLog {
    /** Enough for any message; what is longer holds a stack trace, as JSON. */
    private static final int LONGEST_LINE = 1_000;

    private final Service service;
    private final LogFile log;

    EndOfLog(Home home, Service service) {
        this.service = service;
        this.log = new LogFile(home, service);
    }

    String after(String what, int lines) {
        List<String> end = log.end(lines).stream().map(EndOfLog::cut).toList();
        if (end.isEmpty()) {
            return "%s %s and wrote no log".formatted(service, what);
        }
        return "%s %s; the end of its log (%s):%n    %s"
                .formatted(service, what, log.path(), String.join(System.lineSeparator() + "    ", end));
    }

    private static String cut(String line) {
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + " ...";
    }
}
