package dev.sfcrime.ingest.dataset;

import java.io.IOException;

/**
 * An element of a JSON array at a time, pretty-printed or not; several arrays may follow each other.
 *
 * <p>Where the brackets and quotes of an element do not add up, its end cannot be known. It is given up, and reading
 * goes on at the next place that looks like the beginning of a record: an opening brace at the beginning of a line, or
 * after a comma or another record. That is sound because records are flat and JSON texts hold no line ends, and because
 * what is read from there still must be a whole record to count as one.
 */
final class ArrayFrames extends Frames {
    private static final int DEEPEST = 60;

    private boolean inArray;
    private boolean ended;

    ArrayFrames(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        while (!ended && skipSeparators()) {
            byte first = window.bytes[window.from];
            if (inArray && first != ']') {
                element();
                return true;
            }
            if (first != '[' && first != ']') {
                ended = true;
                broken(window.to - window.from, "there is text after the end of the JSON array; it was not read");
                return true;
            }
            inArray = first == '[';
            pass(1, 0);
        }
        if (ended || !inArray) {
            return false;
        }
        ended = true;
        broken(0, "the file ends before its JSON array does; it may have been cut off");
        return true;
    }

    /** Commas are passed over wherever they stand: one too many or too few hides no record. */
    private boolean skipSeparators() throws IOException {
        while (window.has(1)) {
            byte character = window.bytes[window.from];
            boolean separator = character == ',' && inArray;
            if (character < 0 || (character > ' ' && !separator)) {
                return true;
            }
            pass(1, character == '\n' ? 1 : 0);
        }
        return false;
    }

    private void element() throws IOException {
        Nesting nesting = new Nesting();
        boolean inText = false;
        int length = 0;
        long newlines = 0;
        do {
            byte[] bytes = window.bytes;
            int end = window.to;
            int i = window.from + length;
            while (i < end) {
                byte character = bytes[i];
                if (inText) {
                    if (character == '\\') {
                        i++;
                    } else if (character == '"') {
                        inText = false;
                    } else if (character == '\n') {
                        giveUp(i - window.from, "a text does not end on its line");
                        return;
                    }
                } else {
                    switch (character) {
                        case '"' -> inText = true;
                        case '\n' -> newlines++;
                        case '{', '[' -> {
                            if (!nesting.open(character == '{', i == window.from || mayOpen(bytes, i))) {
                                giveUp(i - window.from, "its braces do not match");
                                return;
                            }
                        }
                        case '}', ']' -> {
                            if (nesting.depth == 0) {
                                frame(Math.max(1, i - window.from), newlines);
                                return;
                            }
                            if (!nesting.close(character == '}')) {
                                giveUp(i - window.from, "its braces do not match");
                                return;
                            }
                            if (nesting.depth == 0) {
                                frame(i + 1 - window.from, newlines);
                                return;
                            }
                        }
                        case ',' -> {
                            if (nesting.depth == 0) {
                                frame(i - window.from, newlines);
                                return;
                            }
                        }
                        default -> {
                            if (character > ' ' && character != ':' && i > window.from && bytes[i - 1] == '"') {
                                giveUp(i - window.from, "its quotes do not match");
                                return;
                            }
                        }
                    }
                }
                i++;
            }
            length = i - window.from;
        } while (window.extend());
        int all = window.to - window.from;
        giveUp(all, window.isFull() ? "it is longer than 1 MiB" : "the file ends within it");
    }

    /** In an object, a value can open only after its name. */
    private boolean mayOpen(byte[] bytes, int at) {
        int before = at - 1;
        while (before > window.from && bytes[before] <= ' ' && bytes[before] >= 0) {
            before--;
        }
        return bytes[before] == ':';
    }

    private void giveUp(int length, String why) throws IOException {
        long begin = windowLine;
        broken(length, why);
        String reason = seekRecord()
                ? "the record cannot be told from the next: %s; reading went on at line %d".formatted(why, windowLine)
                : "the rest of the file cannot be read from line %d on: %s".formatted(begin, why);
        because(reason);
    }

    /** Goes from the window's second byte to where a record seems to begin. */
    private boolean seekRecord() throws IOException {
        byte before = window.bytes[window.from];
        pass(1, 0);
        while (window.has(1)) {
            byte character = window.bytes[window.from];
            if (character == '{' && (before == '\n' || before == ',' || before == '}')) {
                return true;
            }
            if (character == '\n' || character > ' ' || character < 0) {
                before = character;
            }
            pass(1, character == '\n' ? 1 : 0);
        }
        ended = true;
        return false;
    }

    /** Which brackets are open: braces as ones, square ones as zeros, the innermost as the lowest bit. */
    private static final class Nesting {
        private long open;
        private int depth;

        boolean open(boolean brace, boolean afterName) {
            boolean inObject = depth > 0 && (open & 1) == 1;
            if ((inObject && !afterName) || depth == DEEPEST) {
                return false;
            }
            open = (open << 1) | (brace ? 1 : 0);
            depth++;
            return true;
        }

        boolean close(boolean brace) {
            if (((open & 1) == 1) != brace) {
                return false;
            }
            open >>>= 1;
            depth--;
            return true;
        }
    }
}
