package dev.sfcrime.analytics.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The counts of some messages, and their packed form: each text once, then the counters as numbers. Rows for each
 * counter would cost Spark more than the counting, because half of all messages may have a counter of their own. For one
 * thread.
 */
public final class Tally {
    /** The first year that messages can name. */
    private static final long YEAR_ZERO = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    private static final int SECONDS_AN_HOUR = 3600;
    private static final int BITS_A_BYTE = 7;
    private static final int MORE = 1 << BITS_A_BYTE;

    private final Map<Counter, Counts> counts = new HashMap<>();

    private Tally() {}

    private static final class Counts {
        long counted;
        long malformed;
    }

    /** Takes what a tally counted, counter by counter. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes one counter.
         *
         * @param counted how many valid calls
         * @param malformed how many messages that are no call
         */
        void take(Counter counter, long counted, long malformed);
    }

    /** Counts messages, given as value, replay id and fault. */
    static Tally of(Iterator<Row> messages) {
        Tally tally = new Tally();
        while (messages.hasNext()) {
            Row message = messages.next();
            tally.count(message.getAs(0), message.getAs(1), message.getAs(2));
        }
        return tally;
    }

    private void count(byte @Nullable [] value, byte @Nullable [] replayId, @Nullable String fault) {
        Counter cell = Counter.ofCall(value);
        if (cell != null) {
            count(cell, true);
        }
        Counter replay = Counter.ofReplay(replayId);
        count(replay, cell != null);
        if (fault != null) {
            count(replay.ofFault(fault), cell != null);
        }
    }

    private void count(Counter counter, boolean isCall) {
        Counts of = counts.computeIfAbsent(counter, unseen -> new Counts());
        if (isCall) {
            of.counted++;
        } else {
            of.malformed++;
        }
    }

    byte[] packed() {
        // number 0 is no text
        Map<String, Integer> texts = new LinkedHashMap<>();
        ByteArrayOutputStream numbers = new ByteArrayOutputStream(8 * counts.size());
        counts.forEach((counter, of) -> {
            put(numbers, counter.eventHour() == null ? 0 : 1 + hour(counter.eventHour()));
            put(numbers, number(counter.subject(), texts));
            put(numbers, number(counter.detail(), texts));
            put(numbers, of.counted);
            put(numbers, of.malformed);
        });
        ByteArrayOutputStream packed = new ByteArrayOutputStream(numbers.size());
        put(packed, texts.size());
        texts.keySet().forEach(text -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            put(packed, bytes.length);
            packed.writeBytes(bytes);
        });
        put(packed, counts.size());
        packed.writeBytes(numbers.toByteArray());
        return packed.toByteArray();
    }

    private static int number(@Nullable String text, Map<String, Integer> texts) {
        return text == null ? 0 : texts.computeIfAbsent(text, unseen -> texts.size() + 1);
    }

    /** Hours since the year 0. */
    private static long hour(LocalDateTime start) {
        return (start.toEpochSecond(ZoneOffset.UTC) - YEAR_ZERO) / SECONDS_AN_HOUR;
    }

    /** Reads what {@link CallCounts#inParts} packed. */
    public static void read(byte[] packed, Reader reader) {
        Unpacker unpacker = new Unpacker(packed);
        @Nullable String[] texts = new @Nullable String[(int) unpacker.number() + 1];
        for (int i = 1; i < texts.length; i++) {
            texts[i] = unpacker.text();
        }
        for (long left = unpacker.number(); left > 0; left--) {
            long hour = unpacker.number();
            Counter counter = new Counter(
                    hour == 0
                            ? null
                            : LocalDateTime.ofEpochSecond(YEAR_ZERO + (hour - 1) * SECONDS_AN_HOUR, 0, ZoneOffset.UTC),
                    texts[(int) unpacker.number()],
                    texts[(int) unpacker.number()]);
            reader.take(counter, unpacker.number(), unpacker.number());
        }
    }

    /** Writes a number of at least 0 as LEB128. */
    private static void put(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest >= MORE) {
            bytes.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS_A_BYTE;
        }
        bytes.write((int) rest);
    }

    private static final class Unpacker {
        private final byte[] bytes;
        private int at;

        Unpacker(byte[] bytes) {
            this.bytes = bytes;
        }

        long number() {
            long number = 0;
            for (int shift = 0; ; shift += BITS_A_BYTE) {
                byte part = bytes[at++];
                number |= (part & (MORE - 1L)) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }

        String text() {
            int length = (int) number();
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }
    }
}
