package dev.sfcrime.local.console;

import java.io.PrintStream;
import java.util.Collection;
import java.util.stream.Collectors;

import picocli.CommandLine.Help.Ansi;

/** Where a person reads what happens: a terminal, or a file or pipe, to which no colours go. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Ansi ansi;

    /**
     * A console.
     *
     * @param terminal whether lines may be redrawn in place
     * @param coloured whether colours are wanted
     */
    public Console(PrintStream out, PrintStream err, boolean terminal, boolean coloured) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.ansi = coloured ? Ansi.ON : Ansi.OFF;
    }

    /** Words of a list, with commas. */
    public static String list(Collection<?> words) {
        return words.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    /** Whether lines may be redrawn in place. */
    public boolean isTerminal() {
        return terminal;
    }

    /** Prints a line. */
    public synchronized void line(String text) {
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

    /** Draws over the present line of a terminal. */
    synchronized void redraw(String text) {
        out.print("\r" + text + "\033[K");
        out.flush();
    }

    /** Prints what went wrong, on the error stream. */
    public synchronized void error(String text) {
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
        return ansi.enabled()
                ? Ansi.Style.on(Ansi.Style.parse(style)) + text + Ansi.Style.off(Ansi.Style.parse(style))
                : text;
    }
}
