package dev.sfcrime.ingest.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.springframework.util.unit.DataSize;

/**
 * A stretch of a byte stream that slides along it: the bytes from {@link #from} to before {@link #to}. It grows with
 * the record in it, up to the largest that a record may be, and no further.
 */
final class ByteWindow implements Closeable {
    private static final int USUAL_SIZE = 1 << 16;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LINE_ENDS = ONES * '\n';

    byte[] bytes = new byte[USUAL_SIZE];
    int from;
    int to;

    private final InputStream in;
    private final int largestRecord;
    private long read;

    /**
     * A window at the stream's beginning.
     *
     * @param largestRecord the longest record, in bytes
     */
    ByteWindow(InputStream in, int largestRecord) {
        this.in = in;
        this.largestRecord = largestRecord;
    }

    /**
     * Reads on behind the window's end; what lies in the window keeps its distance to {@link #from}, but may move.
     *
     * @return false if the stream has ended, or if the window has its full size already
     */
    boolean extend() throws IOException {
        if (to == bytes.length && !makeRoom()) {
            return false;
        }
        int count = in.read(bytes, to, bytes.length - to);
        if (count < 0) {
            return false;
        }
        to += count;
        read += count;
        return true;
    }

    private boolean makeRoom() {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        } else if (bytes.length < largestRecord) {
            bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, largestRecord));
        }
        return to < bytes.length;
    }

    /** Makes sure that so many bytes are there, if the stream has them. */
    boolean has(int count) throws IOException {
        while (to - from < count) {
            if (!extend()) {
                return false;
            }
        }
        return true;
    }

    /** Where the next line end is, from this place in {@link #bytes} on; -1 if there is none in the window. */
    int lineEnd(int start) {
        int at = start;
        while (at <= to - Long.BYTES) {
            long others = (long) EIGHT.get(bytes, at) ^ LINE_ENDS;
            // up to the first byte that is 0, only that one has its high bit here
            long found = (others - ONES) & ~others & HIGH_BITS;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            at += Long.BYTES;
        }
        while (at < to && bytes[at] != '\n') {
            at++;
        }
        return at < to ? at : -1;
    }

    /** Whether the window ends here only because it may not grow any more. */
    boolean isFull() {
        return to - from >= largestRecord;
    }

    /** Why what fills the window is no record. */
    String tooLong() {
        return "the record is longer than " + DataSize.ofBytes(largestRecord).toKilobytes() + " KB";
    }

    /** The share of the bytes read so far that lie before the window, from 0 to 1. */
    double fractionPassed() {
        return read == 0 ? 0 : (double) (read - (to - from)) / read;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
