package dev.sfcrime.wire;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * The headers that a replay puts on each message, as text, so that any Kafka tool shows them: which replay sent it, and
 * as the how-manieth. Sequences are dense and start at 1, so that a consumer can name what is missing.
 */
public final class ReplayHeaders {
    /** The replay's id, in UTF-8. */
    public static final String REPLAY_ID = "replay-id";

    /** The message's 1-based place in its replay, in decimal digits. */
    public static final String REPLAY_SEQUENCE = "replay-sequence";

    private static final int MOST_DIGITS = 18;

    private ReplayHeaders() {}

    /** The header value of a replay id. */
    public static byte[] replayId(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    /** The replay id of a header value; null for none. */
    public static @Nullable String replayId(byte @Nullable [] header) {
        return header == null ? null : new String(header, StandardCharsets.UTF_8);
    }

    /** The header value of a sequence, which is not negative. */
    public static byte[] sequence(long sequence) {
        int length = 1;
        for (long rest = sequence / 10; rest > 0; rest /= 10) {
            length++;
        }
        byte[] digits = new byte[length];
        long rest = sequence;
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    /** The sequence of a header value; empty where there is none or it is no number from 1. */
    public static OptionalLong sequence(byte @Nullable [] header) {
        if (header == null || header.length == 0 || header.length > MOST_DIGITS) {
            return OptionalLong.empty();
        }
        long sequence = 0;
        for (byte character : header) {
            if (character < '0' || character > '9') {
                return OptionalLong.empty();
            }
            sequence = sequence * 10 + (character - '0');
        }
        return sequence == 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
    }
}
