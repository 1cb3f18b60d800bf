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
    private final OpenBrackets open = new OpenBrackets();

    /** How many arrays are open around the next element; more than one where arrays hold arrays of records. */
    private int arrays;

    private boolean ended;

    private boolean inText;
    private boolean escaped;
    private long newlines;

    ArrayFrames(ByteWindow window) {
        super(window);
    }

    @Override
    boolean next() throws IOException {
        while (!ended && skipSeparators()) {
            byte first = window.bytes[window.from];
            if (first == ']') {
                arrays = Math.max(0, arrays - 1);
                pass(1, 0);
            } else if (first == '[' && (arrays == 0 || holdsRecords())) {
                arrays++;
                pass(1, 0);
            } else if (arrays > 0) {
                element();
                return true;
            } else {
                arrays = 1;
                giveUp(window.to - window.from, "there is text after the end of the JSON array");
                return true;
            }
        }
        if (ended || arrays == 0) {
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
            boolean separator = character == ',' && arrays > 0;
            if (!isBlank(character) && !separator) {
                return true;
            }
            pass(1, character == '\n' ? 1 : 0);
        }
        return false;
    }

    private boolean holdsRecords() throws IOException {
        int next = 1;
        while (window.has(next + 1)) {
            byte character = window.bytes[window.from + next];
            if (!isBlank(character) && character != ',') {
                return character == '{';
            }
            next++;
        }
        return false;
    }

    private static boolean isBlank(byte character) {
        return character >= 0 && character <= ' ';
    }

    private void element() throws IOException {
        open.clear();
        inText = false;
        escaped = false;
        newlines = 0;
        int length = 0;
        do {
            byte[] bytes = window.bytes;
            for (int i = window.from + length; i < window.to; i++) {
                Step step = inText ? inText(bytes[i]) : outsideText(bytes, i);
                if (step != Step.ON) {
                    finish(step, i - window.from);
                    return;
                }
            }
            length = window.to - window.from;
        } while (window.extend());
        giveUp(length, window.isFull() ? window.tooLong() : "the file ends within the record");
    }

    private enum Step {
        ON,
        ENDS_BEFORE,
        ENDS_HERE,
        TEXT_BREAKS_OFF,
        BRACKETS_DO_NOT_MATCH,
        QUOTES_DO_NOT_MATCH
    }

    private Step inText(byte character) {
        if (escaped) {
            escaped = false;
        } else if (character == '\\') {
            escaped = true;
        } else if (character == '"') {
            inText = false;
        }
        return character == '\n' ? Step.TEXT_BREAKS_OFF : Step.ON;
    }

    private Step outsideText(byte[] bytes, int at) {
        byte character = bytes[at];
        switch (character) {
            case '"' -> inText = true;
            case '\n' -> newlines++;
            case '{', '[' -> {
                boolean mayOpen = at == window.from || !open.inObject() || isAfterName(bytes, at);
                return mayOpen && open.push(character == '{') ? Step.ON : Step.BRACKETS_DO_NOT_MATCH;
            }
            case '}', ']' -> {
                if (open.isEmpty()) {
                    return at == window.from ? Step.ENDS_HERE : Step.ENDS_BEFORE;
                }
                if (!open.pop(character == '}')) {
                    return Step.BRACKETS_DO_NOT_MATCH;
                }
                return open.isEmpty() ? Step.ENDS_HERE : Step.ON;
            }
            case ',' -> {
                return open.isEmpty() ? Step.ENDS_BEFORE : Step.ON;
            }
            case ':' -> {
                return open.isEmpty() ? Step.BRACKETS_DO_NOT_MATCH : Step.ON;
            }
            default -> {
                boolean afterText = at > window.from && bytes[at - 1] == '"';
                return afterText && !isBlank(character) ? Step.QUOTES_DO_NOT_MATCH : Step.ON;
            }
        }
        return Step.ON;
    }

    private void finish(Step step, int length) throws IOException {
        switch (step) {
            case ENDS_HERE -> frame(length + 1, newlines);
            case TEXT_BREAKS_OFF -> giveUp(length, "a text in the record does not end on its line");
            case BRACKETS_DO_NOT_MATCH -> giveUp(length, "the record's brackets do not match");
            case QUOTES_DO_NOT_MATCH -> giveUp(length, "the record's quotes do not match");
            case ENDS_BEFORE, ON -> frame(length, newlines);
        }
    }

    /** In an object, a value can open only after its name. */
    private boolean isAfterName(byte[] bytes, int at) {
        int before = at - 1;
        while (before > window.from && isBlank(bytes[before])) {
            before--;
        }
        return bytes[before] == ':';
    }

    /** Makes a frame of what cannot be told from what follows, and goes to where the next record seems to begin. */
    private void giveUp(int length, String why) throws IOException {
        long begin = windowLine;
        broken(length, why);
        int skipped = mayReadAgain(length) ? 1 : Math.max(1, length);
        because(
                seekRecord(skipped)
                        ? "%s; reading went on at line %d".formatted(why, windowLine)
                        : "%s; nothing from line %d on could be read".formatted(why, begin));
    }

    /** Goes from behind the window's first bytes to where a record seems to begin. */
    private boolean seekRecord(int skipped) throws IOException {
        byte before = window.bytes[window.from + skipped - 1];
        pass(skipped, newlines(skipped));
        while (window.has(1)) {
            byte character = window.bytes[window.from];
            if (character == '{' && (before == '\n' || before == ',' || before == '}')) {
                return true;
            }
            if (character == '\n' || !isBlank(character)) {
                before = character;
            }
            pass(1, character == '\n' ? 1 : 0);
        }
        ended = true;
        return false;
    }

    /** Brackets that are open in an element: braces as ones, square ones as zeros, the innermost as the lowest bit. */
    private static final class OpenBrackets {
        private static final int DEEPEST = 60;

        private long kinds;
        private int depth;

        void clear() {
            depth = 0;
        }

        boolean isEmpty() {
            return depth == 0;
        }

        boolean inObject() {
            return depth > 0 && (kinds & 1) == 1;
        }

        boolean push(boolean brace) {
            kinds = (kinds << 1) | (brace ? 1 : 0);
            depth++;
            return depth <= DEEPEST;
        }

        boolean pop(boolean brace) {
            boolean matches = inObject() == brace;
            kinds >>>= 1;
            depth--;
            return matches;
        }
    }
}
