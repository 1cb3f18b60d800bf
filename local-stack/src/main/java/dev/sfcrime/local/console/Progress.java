package dev.sfcrime.local.console;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What goes on at present: lines that are redrawn on a terminal, and now and then a line elsewhere. */
public final class Progress {
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final Console console;
    private final LongSupplier nanoTime;
    private long lastLineNanos;
    private String lastLine = "";

    /**
     * Nothing yet.
     *
     * @param nanoTime nanoseconds since any time, as {@link System#nanoTime()} has them
     */
    public Progress(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.lastLineNanos = nanoTime.getAsLong();
    }

    /** Shows how it is now, in place of how it was; elsewhere than on a terminal not more than every five seconds. */
    public void show(Status status) {
        if (console.isTerminal()) {
            console.redraw(status.lines(console.usableColumns()));
        } else if (nanoTime.getAsLong() - lastLineNanos >= LINE_INTERVAL.toNanos()) {
            print(status.line());
        }
    }

    /** Shows how it was in the end, for good. */
    public void finish(Status status) {
        if (console.isTerminal()) {
            console.redraw(status.lines(console.usableColumns()));
            console.settle();
        } else if (!status.line().equals(lastLine)) {
            print(status.line());
        }
    }

    private void print(String line) {
        lastLineNanos = nanoTime.getAsLong();
        lastLine = line;
        console.line(line);
    }

    /** How it is at one time. */
    public interface Status {
        /** It in one or two lines of no more than that many columns; what is longer is cut. */
        List<String> lines(int columns);

        /** It in one line of any length. */
        String line();
    }
}
