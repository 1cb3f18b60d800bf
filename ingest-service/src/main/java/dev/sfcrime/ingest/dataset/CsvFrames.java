package dev.sfcrime.ingest.dataset;

import java.io.IOException;

/**
 * A row of CSV at a time; a quoted field may hold line ends. A quote that is opened and never closed would swallow the
 * rows behind it: then only its own line is given up, and the next line is a row again.
 */
final class CsvFrames extends Frames {
    private int firstLine;
    private int swallowed;
    private long swallowedLines;
    private boolean withinLongLine;

    CsvFrames(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        if (withinLongLine) {
            withinLongLine = false;
            skipLine();
        }
        skipBlankLines();
        return window.has(1) && row();
    }

    private boolean row() throws IOException {
        boolean quoted = false;
        boolean mayOpen = true;
        int length = 0;
        long newlines = 0;
        firstLine = -1;
        do {
            byte[] bytes = window.bytes;
            for (int i = window.from + length; i < window.to; i++) {
                byte character = bytes[i];
                if (quoted) {
                    if (character == '"') {
                        quoted = false;
                        mayOpen = true;
                    } else if (character == '\n') {
                        newlines++;
                        firstLine = firstLine < 0 ? i - window.from : firstLine;
                    }
                } else if (character == '\n') {
                    row(i - window.from, newlines, 1);
                    return true;
                } else if (character == '"' && mayOpen) {
                    quoted = true;
                } else {
                    mayOpen = character == ',';
                }
            }
            length = window.to - window.from;
        } while (window.extend());
        if (!quoted && !window.isFull()) {
            row(length, newlines, 0);
        } else {
            giveUpFirstLine(length, newlines, quoted);
        }
        return true;
    }

    private void row(int length, long newlines, int lineEnd) {
        int end = window.from + length;
        boolean windowsLineEnd = length > 0 && window.bytes[end - 1] == '\r';
        frame(windowsLineEnd ? length - 1 : length, newlines);
        pass(lineEnd + (windowsLineEnd ? 1 : 0), lineEnd);
        if (firstLine >= 0) {
            swallowed = length + lineEnd - firstLine - 1;
            swallowedLines = newlines + lineEnd - 1;
        }
    }

    private void giveUpFirstLine(int length, long newlines, boolean quoted) {
        String problem = quoted ? "a quoted field does not end" : window.tooLong();
        if (firstLine >= 0 && !mayReadAgain(length)) {
            broken(length, problem + "; nor do those in the lines behind it, which are passed over");
            pass(length, newlines);
            withinLongLine = true;
        } else if (firstLine >= 0) {
            broken(firstLine, problem);
            pass(firstLine + 1, 1);
        } else {
            broken(length, problem);
            withinLongLine = true;
        }
    }

    /** A malformed row of several lines is taken for a stray quote: its second line is read as a row of its own. */
    @Override
    void giveBack() {
        if (firstLine >= 0 && mayReadAgain(swallowed)) {
            shorten(firstLine);
            pass(-swallowed, -swallowedLines);
            firstLine = -1;
        }
    }

    private void skipBlankLines() throws IOException {
        while (window.has(1)) {
            byte character = window.bytes[window.from];
            if (character != '\n' && character != '\r') {
                return;
            }
            pass(1, character == '\n' ? 1 : 0);
        }
    }
}
