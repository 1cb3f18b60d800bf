package dev.sfcrime.local.console;

import java.time.Duration;

/** Progress towards a known number: a bar that is redrawn on a terminal, and now and then a line elsewhere. */
public final class ProgressBar {
    private static final int WIDTH = 30;
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);

    private final Console console;
    private long lastLineNanos = System.nanoTime();
    private String lastLine = "";

    public ProgressBar(Console console) {
        this.console = console;
    }

    /**
     * Shows how far it has come.
     *
     * @param total the number to reach; 0 where it is unknown
     * @param note what else to say
     */
    public void show(long done, long total, String note) {
        if (console.isTerminal()) {
            console.redraw(bar(done, total) + "  " + note);
        } else if (System.nanoTime() - lastLineNanos >= LINE_INTERVAL.toNanos()) {
            line(percent(done, total) + "  " + note);
        }
    }

    /** Shows the last state and goes on to the next line. */
    public void finish(long done, long total, String note) {
        if (console.isTerminal()) {
            console.redraw(bar(done, total) + "  " + note);
            console.line();
        } else if (!lastLine.equals(percent(done, total) + "  " + note)) {
            line(percent(done, total) + "  " + note);
        }
    }

    private void line(String text) {
        lastLineNanos = System.nanoTime();
        lastLine = text;
        console.line(text);
    }

    private static String bar(long done, long total) {
        int filled = total == 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
        return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + percent(done, total);
    }

    private static String percent(long done, long total) {
        return total == 0 ? "  ?" : "%3d%%".formatted(Math.min(100, done * 100 / total));
    }
}
