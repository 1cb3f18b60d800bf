package dev.sfcrime.local.console;

import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import picocli.CommandLine.Help.Ansi;

/** Where a person reads what happens: a terminal, or a file or pipe, to which no control characters go. */
public final class Console {
    private static final String UP = "\033[%dA";
    private static final String ERASE_BELOW = "\033[J";
    private static final String ERASE_REST_OF_LINE = "\033[K";
    /** A terminal that has become narrower since is to cut lines, too: a wrapped one could not be drawn over. */
    private static final String CUT_LINES = "\033[?7l";

    private static final String WRAP_LINES = "\033[?7h";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final int columns;
    private int liveLines;

    private Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.columns = columns;
    }

    /**
     * What the launcher's script found: it knows what Java cannot tell, whether the output is a terminal and how wide.
     *
     * @param environment the environment variables, of which {@code NO_COLOR} and {@code TERM} count
     */
    public static Console asLaunched(PrintStream out, PrintStream err, Map<String, String> environment) {
        boolean plain = !Boolean.getBoolean("sfcrime.terminal")
                || !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.get("TERM"));
        if (plain) {
            return plain(out, err);
        }
        int columns = Integer.getInteger("sfcrime.columns", 0);
        // a terminal that does not know its width says 0
        return terminal(out, err, columns > 0 ? columns : 80);
    }

    /** A terminal of that width, which shows colours and lets lines be redrawn. */
    public static Console terminal(PrintStream out, PrintStream err, int columns) {
        return new Console(out, err, true, columns);
    }

    /** Anything else: plain text, line by line. */
    public static Console plain(PrintStream out, PrintStream err) {
        return new Console(out, err, false, Integer.MAX_VALUE);
    }

    /** Words of a list, with commas. */
    public static String list(Collection<?> words) {
        return words.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** Whether there are colours, and lines may be redrawn in place. */
    public boolean isTerminal() {
        return terminal;
    }

    /** How long a line may be that is to be redrawn: the last column stays empty, since it may start a new line. */
    int usableColumns() {
        return columns - 1;
    }

    /** Prints a line. */
    public synchronized void line(String text) {
        eraseLive();
        out.println(text);
        out.flush();
    }

    /** Prints an empty line. */
    public void line() {
        line("");
    }

    /** Prints a line that stands out. */
    public void heading(String text) {
        line(bold(text));
    }

    /**
     * Draws these lines over those that were drawn before, on a terminal. What is printed meanwhile comes above them. The
     * cursor stays below, so that the program may end at any time.
     */
    synchronized void redraw(List<String> lines) {
        // one write, and nothing erased that is drawn again: so it does not flicker
        StringBuilder frame = new StringBuilder(CUT_LINES).append(toFirstLiveLine());
        for (String line : lines) {
            frame.append(line, 0, Math.min(line.length(), usableColumns()))
                    .append(ERASE_REST_OF_LINE)
                    .append(System.lineSeparator());
        }
        out.print(frame.append(ERASE_BELOW).append(WRAP_LINES));
        out.flush();
        liveLines = lines.size();
    }

    /** Lets the lines that were drawn last stand for good. */
    synchronized void settle() {
        liveLines = 0;
    }

    private void eraseLive() {
        if (liveLines > 0) {
            out.print(toFirstLiveLine() + ERASE_BELOW);
            out.flush();
            liveLines = 0;
        }
    }

    private String toFirstLiveLine() {
        return liveLines == 0 ? "" : "\r" + UP.formatted(liveLines);
    }

    /** Prints what went wrong, on the error stream. */
    public synchronized void error(String text) {
        eraseLive();
        err.println(red(text));
        err.flush();
    }

    /** This text, in green where there are colours. */
    public String green(String text) {
        return styled("fg(green)", text);
    }

    /** This text, in yellow where there are colours. */
    public String yellow(String text) {
        return styled("fg(yellow)", text);
    }

    /** This text, in red where there are colours. */
    public String red(String text) {
        return styled("fg(red)", text);
    }

    /** This text, bold where there are colours. */
    public String bold(String text) {
        return styled("bold", text);
    }

    /** The stream itself, for what is copied as it is. */
    public PrintStream out() {
        return out;
    }

    private String styled(String style, String text) {
        // picocli's end of bold is underlining to many terminals; the end of everything is not
        return terminal ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.reset.on() : text;
    }
}
