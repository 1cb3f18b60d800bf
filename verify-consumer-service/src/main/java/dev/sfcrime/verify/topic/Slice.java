package dev.sfcrime.verify.topic;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Bytes that stand among others, and are never changed. */
final class Slice {
    /**
     * Bytes around these that are not worth a copy. The key and the headers of a message stand around its value where it was
     * unpacked; where nothing had to be unpacked, everything that was fetched with it does.
     */
    private static final int MOST_SPARE = 1 << 10;

    private final byte[] bytes;
    private final int start;
    private final int length;

    private Slice(byte[] bytes, int start, int length) {
        this.bytes = bytes;
        this.start = start;
        this.length = length;
    }

    static Slice of(byte[] whole) {
        return new Slice(whole, 0, whole.length);
    }

    /** What a buffer holds, in place or copied; null for none. */
    static @Nullable Slice of(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        int length = buffer.remaining();
        return buffer.hasArray() && buffer.array().length - length <= MOST_SPARE
                ? new Slice(buffer.array(), buffer.arrayOffset() + buffer.position(), length)
                : of(Utils.toArray(buffer));
    }

    /** What these stand among: no more than about a kilobyte beside them. */
    byte[] bytes() {
        return bytes;
    }

    int start() {
        return start;
    }

    int length() {
        return length;
    }

    /** These alone. */
    byte[] alone() {
        return length == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, start + length);
    }
}
