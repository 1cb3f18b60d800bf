package dev.sfcrime.ingest.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into its records, one frame of bytes each, without looking at what they say. So one broken record does
 * not take the next ones with it, no record takes more than bounded memory, and each has a line number.
 */
abstract class Frames implements Closeable {
    private static final int MOST_BYTES_PER_CHARACTER = 4;

    /** How many bytes may be read again of a file, and how many more for each byte of it that was passed. */
    private static final long READ_AGAIN_AT_FIRST = 64 << 20;

    private static final long READ_AGAIN_PER_BYTE = 16;

    final ByteWindow window;

    /** Line where the window begins. */
    long windowLine = 1;

    private int offset;
    private int length;
    private long line;
    private String excerpt = "";
    private @Nullable String problem;
    private long passed;
    private long readAgain;

    Frames(ByteWindow window) {
        this.window = window;
    }

    /**
     * Goes to the next frame.
     *
     * @return false after the last one
     */
    abstract boolean next() throws IOException;

    /** Takes back of the current frame what it may have swallowed by mistake, to read it again. */
    void giveBack() {}

    final byte[] bytes() {
        return window.bytes;
    }

    final int offset() {
        return offset;
    }

    final int length() {
        return length;
    }

    /** The 1-based line on which the frame begins. */
    final long line() {
        return line;
    }

    /** Why the frame holds no record; null if it may hold one. */
    final @Nullable String problem() {
        return problem;
    }

    /** The beginning of the frame's text. */
    final String excerpt() {
        return problem == null ? text(offset, length) : excerpt;
    }

    /** Makes a frame of the window's first bytes; they stay readable until the window is extended. */
    final void frame(int bytes, long newlines) {
        offset = window.from;
        length = bytes;
        line = windowLine;
        problem = null;
        pass(bytes, newlines);
    }

    /** Makes a frame that holds no record, of the window's first bytes; the window stays where it is. */
    final void broken(int bytes, String why) {
        line = windowLine;
        problem = why;
        excerpt = text(window.from, bytes);
    }

    /** Puts the reason of a broken frame better, once it is known what becomes of the rest. */
    final void because(String why) {
        problem = why;
    }

    /** Keeps only the frame's first bytes. */
    final void shorten(int bytes) {
        length = bytes;
    }

    /** Goes to behind the next line end. */
    final void skipLine() throws IOException {
        while (window.has(1)) {
            int end = window.lineEnd(window.from);
            if (end >= 0) {
                pass(end + 1 - window.from, 1);
                return;
            }
            pass(window.to - window.from, 0);
        }
    }

    /**
     * Whether bytes that turned out to be no record may be looked at once more, to find records among them. No: where a
     * file is made so that every byte would be read a million times.
     */
    final boolean mayReadAgain(int bytes) {
        readAgain += bytes;
        return readAgain <= READ_AGAIN_AT_FIRST + READ_AGAIN_PER_BYTE * passed;
    }

    /** Line ends among the window's first bytes. */
    final long newlines(int bytes) {
        long newlines = 0;
        for (int i = window.from; i < window.from + bytes; i++) {
            newlines += window.bytes[i] == '\n' ? 1 : 0;
        }
        return newlines;
    }

    final void pass(int bytes, long newlines) {
        passed += bytes;
        window.from += bytes;
        windowLine += newlines;
    }

    private String text(int at, int count) {
        int most = Math.min(count, RejectedRecord.LONGEST_EXCERPT * MOST_BYTES_PER_CHARACTER);
        return new String(window.bytes, at, most, StandardCharsets.UTF_8).strip();
    }

    @Override
    public final void close() throws IOException {
        window.close();
    }
}
