package dev.sfcrime.ingest.dataset;

import java.io.IOException;

/** A record a line. Blank lines are none. */
final class LineFrames extends Frames {
    private boolean withinLongLine;

    LineFrames(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        if (withinLongLine) {
            withinLongLine = false;
            skipLine();
        }
        while (window.has(1)) {
            int length = lineLength();
            if (length < 0 && window.isFull()) {
                broken(window.to - window.from, window.tooLong());
                withinLongLine = true;
                return true;
            }
            boolean last = length < 0;
            int bytes = last ? window.to - window.from : length;
            if (!isBlank(bytes)) {
                frame(bytes, 0);
                pass(last ? 0 : 1, last ? 0 : 1);
                return true;
            }
            pass(last ? bytes : bytes + 1, last ? 0 : 1);
        }
        return false;
    }

    /** Bytes before the line's end; -1 if it does not end in the window, however far that is extended. */
    private int lineLength() throws IOException {
        int searched = 0;
        do {
            int end = window.lineEnd(window.from + searched);
            if (end >= 0) {
                return end - window.from;
            }
            searched = window.to - window.from;
        } while (window.extend());
        return -1;
    }

    private boolean isBlank(int length) {
        for (int i = window.from; i < window.from + length; i++) {
            if (window.bytes[i] > ' ' || window.bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
