package dev.sfcrime.analytics.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * The counts of some messages, and their packed form: the kinds of calls, then the cells as numbers, then replays and
 * faults. Rows for each would cost Spark more than the counting. For one thread.
 */
public final class Tally {
    /** The first year that messages can name. */
    private static final long YEAR_ZERO = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    private static final int SECONDS_AN_HOUR = 3600;
    private static final int BYTES_A_CELL = 8;
    private static final int BITS_A_BYTE = 7;
    private static final int MORE = 1 << BITS_A_BYTE;

    private final Cells cells = new Cells();

    /** Replays and faults. */
    private final Map<Counter, Counts> others = new HashMap<>();

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
            cells.count(
                    hour(requireNonNull(cell.eventHour())),
                    requireNonNull(cell.subject()),
                    requireNonNull(cell.detail()));
        }
        Counter replay = Counter.ofReplay(replayId);
        count(replay, cell != null);
        if (fault != null) {
            count(replay.ofFault(fault), cell != null);
        }
    }

    private void count(Counter counter, boolean isCall) {
        Counts of = others.computeIfAbsent(counter, unseen -> new Counts());
        if (isCall) {
            of.counted++;
        } else {
            of.malformed++;
        }
    }

    byte[] packed() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(BYTES_A_CELL * cells.size());
        put(packed, cells.kinds().size());
        cells.kinds().forEach(kind -> {
            put(packed, kind.crimeType());
            put(packed, kind.disposition());
        });
        put(packed, cells.size());
        cells.forEach((hour, kind, count) -> {
            put(packed, hour);
            put(packed, kind);
            put(packed, count);
        });
        put(packed, others.size());
        others.forEach((counter, of) -> {
            put(packed, counter.subject());
            put(packed, counter.detail());
            put(packed, of.counted);
            put(packed, of.malformed);
        });
        return packed.toByteArray();
    }

    /** Hours since the year 0. */
    private static long hour(LocalDateTime start) {
        return (start.toEpochSecond(ZoneOffset.UTC) - YEAR_ZERO) / SECONDS_AN_HOUR;
    }

    /** Reads what {@link CallCounts#inParts} packed. */
    public static void read(byte[] packed, Reader reader) {
        Unpacker unpacker = new Unpacker(packed);
        Cells.Kind[] kinds = new Cells.Kind[(int) unpacker.number()];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = new Cells.Kind(requireNonNull(unpacker.text()), requireNonNull(unpacker.text()));
        }
        for (long left = unpacker.number(); left > 0; left--) {
            LocalDateTime hour =
                    LocalDateTime.ofEpochSecond(YEAR_ZERO + unpacker.number() * SECONDS_AN_HOUR, 0, ZoneOffset.UTC);
            Cells.Kind kind = kinds[(int) unpacker.number()];
            reader.take(new Counter(hour, kind.crimeType(), kind.disposition()), unpacker.number(), 0);
        }
        for (long left = unpacker.number(); left > 0; left--) {
            Counter counter = new Counter(null, unpacker.text(), unpacker.text());
            reader.take(counter, unpacker.number(), unpacker.number());
        }
    }

    /** Writes a text as its length and its bytes in UTF-8, and null as 0; a length is told as one more than it is. */
    private static void put(ByteArrayOutputStream bytes, @Nullable String text) {
        if (text == null) {
            put(bytes, 0);
        } else {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            put(bytes, utf8.length + 1L);
            bytes.writeBytes(utf8);
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

        @Nullable
        String text() {
            int length = (int) number() - 1;
            if (length < 0) {
                return null;
            }
            at += length;
            return new String(bytes, at - length, length, StandardCharsets.UTF_8);
        }
    }
}
