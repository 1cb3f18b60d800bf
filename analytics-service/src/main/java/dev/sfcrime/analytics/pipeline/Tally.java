package dev.sfcrime.analytics.pipeline;

import java.io.Serializable;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.sfcrime.analytics.packing.Packer;
import dev.sfcrime.analytics.packing.Unpacker;
import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallReader;
import dev.sfcrime.calls.UnreadableCallException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.runtime.AbstractFunction2;

/**
 * The counts of some messages, and their packed form: each text once, then the counters as numbers. Rows for each
 * counter would cost Spark more than the counting, because half of all messages may have a counter of their own. For one
 * thread.
 */
public final class Tally {
    /** The first year that messages can name. */
    private static final long YEAR_ZERO = LocalDateTime.of(0, 1, 1, 0, 0).toEpochSecond(ZoneOffset.UTC);

    private static final int SECONDS_AN_HOUR = 3600;

    /** What most cells take. */
    private static final int BYTES_OF_MOST = 5;

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
    private @Nullable UTF8String lastReplayId;

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

    /** Takes what a tally counted: all kinds of cells first, then the cells hour by hour, then the others. */
    public interface Reader {
        /** Takes a kind of cell: the first has the number 0, the next 1 and so on. */
        void kind(String crimeType, String disposition);

        /**
         * Takes a cell.
         *
         * @param eventHour start of the event hour; the same object for all cells of an hour
         * @param kind number of its kind
         * @param counted how many valid calls
         */
        void cell(LocalDateTime eventHour, int kind, long counted);

        /**
         * Takes the counter of a replay or of a fault.
         *
         * @param counted how many valid calls
         * @param malformed how many messages that are no call
         */
        void other(Counter counter, long counted, long malformed);
    }

    /**
     * What a task does: counts its messages, and packs the tally. It is no lambda, because Spark reads the byte code of
     * the class around each lambda that it is handed, in every micro-batch.
     */
    static final class Task extends AbstractFunction2<TaskContext, scala.collection.Iterator<InternalRow>, byte[]>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int value;
        private final int replayId;
        private final int fault;

        /**
         * A task.
         *
         * @param value ordinal of {@link CallCounts#VALUE}
         * @param replayId ordinal of {@link CallCounts#REPLAY_ID}
         * @param fault ordinal of {@link CallCounts#FAULT}
         */
        Task(int value, int replayId, int fault) {
            this.value = value;
            this.replayId = replayId;
            this.fault = fault;
        }

        @Override
        public byte[] apply(TaskContext context, scala.collection.Iterator<InternalRow> messages) {
            return count(messages).packed();
        }

        Tally count(scala.collection.Iterator<InternalRow> messages) {
            Tally tally = new Tally();
            while (messages.hasNext()) {
                InternalRow message = messages.next();
                tally.count(
                        message.isNullAt(value) ? null : message.getBinary(value),
                        message.isNullAt(replayId) ? null : message.getUTF8String(replayId),
                        message.isNullAt(fault) ? null : message.getUTF8String(fault));
            }
            return tally;
        }
    }

    private void count(byte @Nullable [] value, @Nullable UTF8String replayId, @Nullable UTF8String fault) {
        boolean isCall = countCell(value);
        Counts ofReplay = ofLastReplay;
        if (ofReplay == null || !Objects.equals(replayId, lastReplayId)) {
            // the row's own bytes are soon those of another
            lastReplayId = replayId == null ? null : replayId.copy();
            lastReplay = Counter.ofReplay(replayId == null ? null : replayId.toString());
            ofReplay = counts(lastReplay);
            ofLastReplay = ofReplay;
        }
        ofReplay.add(isCall);
        if (fault != null) {
            counts(lastReplay.ofFault(fault.toString())).add(isCall);
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
        Packer packer = new Packer(BYTES_OF_MOST * cells.size());
        packer.number(texts.all().size());
        texts.all().forEach(packer::text);
        packer.number(kinds.size());
        for (Kind kind : kinds) {
            packer.number(kind.crimeType());
            packer.number(kind.disposition());
        }
        packer.number(cells.size());
        long hourBefore = 0;
        for (long cell : cells.sortedKeys()) {
            long hour = cell >>> KIND_BITS;
            packer.number(hour - hourBefore);
            packer.number(cell & ((1L << KIND_BITS) - 1));
            packer.number(cells.of(cell));
            hourBefore = hour;
        }
        packer.number(others.size());
        Iterator<int[]> subject = subjects.iterator();
        for (Counts of : others.values()) {
            for (int number : subject.next()) {
                packer.number(number);
            }
            packer.number(of.counted);
            packer.number(of.malformed);
        }
        return packer.packed();
    }

    /** Hours since the year 0. */
    private static long hour(LocalDateTime start) {
        return (start.toEpochSecond(ZoneOffset.UTC) - YEAR_ZERO) / SECONDS_AN_HOUR;
    }

    /** Reads what {@link CallCounts#inParts} packed. */
    public static void read(byte[] packed, Reader reader) {
        Unpacker unpacker = new Unpacker(packed);
        @Nullable String[] texts = new @Nullable String[unpacker.smallNumber() + 1];
        for (int i = 1; i < texts.length; i++) {
            texts[i] = unpacker.text();
        }
        for (int left = unpacker.smallNumber(); left > 0; left--) {
            reader.kind(text(texts, unpacker), text(texts, unpacker));
        }
        LocalDateTime hour = LocalDateTime.ofEpochSecond(YEAR_ZERO, 0, ZoneOffset.UTC);
        for (int left = unpacker.smallNumber(); left > 0; left--) {
            long later = unpacker.number();
            hour = later == 0 ? hour : hour.plusHours(later);
            reader.cell(hour, unpacker.smallNumber(), unpacker.number());
        }
        for (int left = unpacker.smallNumber(); left > 0; left--) {
            Counter other = new Counter(null, texts[unpacker.smallNumber()], texts[unpacker.smallNumber()]);
            reader.other(other, unpacker.number(), unpacker.number());
        }
    }

    private static String text(@Nullable String[] texts, Unpacker unpacker) {
        return Objects.requireNonNull(texts[unpacker.smallNumber()]);
    }
}
