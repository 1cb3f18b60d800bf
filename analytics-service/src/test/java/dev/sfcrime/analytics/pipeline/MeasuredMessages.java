package dev.sfcrime.analytics.pipeline;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Messages of different calls, 2,300 a day, of 400 crime types and 20 dispositions of which a few are common: about half
 * of them have a cell of their own.
 */
final class MeasuredMessages {
    /** So many that a batch's part of a partition is as large. */
    static final int COUNT = 20_000;

    /** Ordinal of a row's value. */
    static final int VALUE = 0;

    /** Ordinal of a row's headers. */
    static final int HEADERS = 1;

    private static final LocalDateTime NEWEST = LocalDateTime.of(2018, 12, 31, 23, 57);
    private static final int CALLS_A_DAY = 2_300;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final byte[] REPLAY_ID = "01JDMX8E3S6V9Q2K4T7N5B1C0D".getBytes(StandardCharsets.ISO_8859_1);
    private static final StructType HEADER =
            new StructType().add("key", DataTypes.StringType).add("value", DataTypes.BinaryType);
    private static final StructType MESSAGE = new StructType()
            .add(CallCounts.VALUE, DataTypes.BinaryType)
            .add(CallCounts.HEADERS, DataTypes.createArrayType(HEADER));

    private MeasuredMessages() {}

    /** The values alone. */
    static List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            values.add(CallJson.write(call(number)));
        }
        return values;
    }

    /** Rows as Kafka's source hands them to a task, with the two headers of a replay. */
    static List<InternalRow> rows() {
        UnsafeProjection projection = UnsafeProjection.create(MESSAGE);
        List<InternalRow> rows = new ArrayList<>();
        for (byte[] value : values()) {
            Object headers = new GenericArrayData(new Object[] {
                header(ReplayHeaders.REPLAY_ID, REPLAY_ID),
                header(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(rows.size() + 1L))
            });
            rows.add(projection
                    .apply(new GenericInternalRow(new Object[] {value, headers}))
                    .copy());
        }
        return rows;
    }

    private static InternalRow header(String key, byte[] value) {
        return new GenericInternalRow(new Object[] {UTF8String.fromString(key), value});
    }

    private static CallForService call(int number) {
        SplittableRandom random = new SplittableRandom(number);
        LocalDateTime time = NEWEST.minusMinutes((long) number * MINUTES_A_DAY / CALLS_A_DAY);
        String day = time.toLocalDate() + "T00:00:00.000";
        return new CallForService(
                Integer.toString(183_652_851 - number),
                "Crime type %03d".formatted(rareAbove(random, 400)),
                day,
                day,
                day,
                "%02d:%02d".formatted(time.getHour(), time.getMinute()),
                time,
                "D%02d".formatted(rareAbove(random, 20)),
                "1200 Block Of Market St",
                "San Francisco",
                "CA",
                "1",
                "Premise Address",
                "");
    }

    /** A number below this one; the higher, the rarer. */
    private static int rareAbove(SplittableRandom random, int bound) {
        double rank = random.nextDouble();
        return (int) (rank * rank * rank * bound);
    }
}
