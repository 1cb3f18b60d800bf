package dev.sfcrime.analytics.pipeline;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallReader;
import dev.sfcrime.calls.UnreadableCallException;
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

    private static final Set<CallField> FIELDS = EnumSet.of(CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION);
    private static final int KIND_BITS = 32;

    private final CallReader call = new CallReader(FIELDS);
    private final Texts texts = new Texts();

    /** Crime type and disposition of each kind of cell, by the numbers of their texts. */
    private final List<Kind> kinds = new ArrayList<>();

    /** One more than the kind's index, by crime type and disposition. */
    private final LongTable kindNumbers = new LongTable();

    /** Counts by hour and kind. */
    private final LongTable cells = new LongTable();

    /** Counts of replays and faults. */
    private final Map<Counter, Counts> others = new LinkedHashMap<>();

    /** Nearly always the next message is of the same replay. */
    private byte @Nullable [] lastReplayId;

    private Counter lastReplay = Counter.ofReplay(null);
    private @Nullable Counts ofLastReplay;

    private Tally() {}

    private static final class Counts {
        long counted;
        long malformed;

        void add(boolean isCall) {
            if (isCall) {
                counted++;
            } else {
                malformed++;
            }
        }
    }

    private record Kind(int crimeType, int disposition) {}

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
        boolean isCall = countCell(value);
        Counts ofReplay = ofLastReplay;
        if (ofReplay == null || !Arrays.equals(replayId, lastReplayId)) {
            lastReplayId = replayId;
            lastReplay = Counter.ofReplay(replayId);
            ofReplay = counts(lastReplay);
            ofLastReplay = ofReplay;
        }
        ofReplay.add(isCall);
        if (fault != null) {
            counts(lastReplay.ofFault(fault)).add(isCall);
        }
    }

    /** Counts a call; false where the message is none. */
    private boolean countCell(byte @Nullable [] message) {
        try {
            call.read(message);
        } catch (UnreadableCallException malformed) {
            return false;
        }
        long kind = kind(number(CallField.ORIGINAL_CRIME_TYPE_NAME), number(CallField.DISPOSITION));
        cells.add(hour(call.callDateTime()) << KIND_BITS | kind, 1);
        return true;
    }

    private int number(CallField field) {
        return texts.number(call.bytes(), call.start(field), call.length(field));
    }

    private long kind(int crimeType, int disposition) {
        long key = (long) crimeType << KIND_BITS | disposition;
        long number = kindNumbers.of(key);
        if (number == 0) {
            kinds.add(new Kind(crimeType, disposition));
            number = kinds.size();
            kindNumbers.add(key, number);
        }
        return number - 1;
    }

    private Counts counts(Counter counter) {
        return others.computeIfAbsent(counter, unseen -> new Counts());
    }

    /** The texts, the kinds, the cells in the order of their hours, then the others. */
    byte[] packed() {
        List<int[]> subjects = new ArrayList<>();
        others.keySet()
                .forEach(
                        other -> subjects.add(new int[] {texts.number(other.subject()), texts.number(other.detail())}));
        ByteArrayOutputStream packed = new ByteArrayOutputStream(8 * cells.size());
        put(packed, texts.all().size());
        for (byte[] text : texts.all()) {
            put(packed, text.length);
            packed.writeBytes(text);
        }
        put(packed, kinds.size());
        for (Kind kind : kinds) {
            put(packed, kind.crimeType());
            put(packed, kind.disposition());
        }
        put(packed, cells.size());
        long hourBefore = 0;
        for (long cell : cells.sortedKeys()) {
            long hour = cell >>> KIND_BITS;
            put(packed, hour - hourBefore);
            put(packed, cell & ((1L << KIND_BITS) - 1));
            put(packed, cells.of(cell));
            hourBefore = hour;
        }
        put(packed, others.size());
        Iterator<int[]> subject = subjects.iterator();
        for (Counts of : others.values()) {
            for (int number : subject.next()) {
                put(packed, number);
            }
            put(packed, of.counted);
            put(packed, of.malformed);
        }
        return packed.toByteArray();
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
        @Nullable String[] crimeTypes = new @Nullable String[(int) unpacker.number()];
        @Nullable String[] dispositions = new @Nullable String[crimeTypes.length];
        for (int i = 0; i < crimeTypes.length; i++) {
            crimeTypes[i] = texts[(int) unpacker.number()];
            dispositions[i] = texts[(int) unpacker.number()];
        }
        LocalDateTime hour = LocalDateTime.ofEpochSecond(YEAR_ZERO, 0, ZoneOffset.UTC);
        for (long left = unpacker.number(); left > 0; left--) {
            long later = unpacker.number();
            hour = later == 0 ? hour : hour.plusHours(later);
            int kind = (int) unpacker.number();
            reader.take(new Counter(hour, crimeTypes[kind], dispositions[kind]), unpacker.number(), 0);
        }
        for (long left = unpacker.number(); left > 0; left--) {
            Counter other = new Counter(null, texts[(int) unpacker.number()], texts[(int) unpacker.number()]);
            reader.take(other, unpacker.number(), unpacker.number());
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
