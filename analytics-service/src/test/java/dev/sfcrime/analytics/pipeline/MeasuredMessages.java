package dev.sfcrime.analytics.pipeline;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Messages of different calls, 2,300 a day, of 400 crime types and 20 dispositions of which a few are common: about half
 * of them have a cell of their own.
 */
final class MeasuredMessages {
    /** So many that a batch's part of a partition is as large. */
    static final int COUNT = 20_000;

    /** Ordinal of a row's value. */
    static final int VALUE = 0;

    /** Ordinal of a row's replay id. */
    static final int REPLAY_ID = 1;

    private static final int FAULT = 2;
    private static final LocalDateTime NEWEST = LocalDateTime.of(2018, 12, 31, 23, 57);
    private static final int CALLS_A_DAY = 2_300;
    private static final int MINUTES_A_DAY = 24 * 60;
    private static final UTF8String REPLAY = UTF8String.fromString("01JDMX8E3S6V9Q2K4T7N5B1C0D");

    private MeasuredMessages() {}

    /** The values alone. */
    static List<byte[]> values() {
        List<byte[]> values = new ArrayList<>();
        for (int number = 0; number < COUNT; number++) {
            values.add(CallJson.write(call(number)));
        }
        return values;
    }

    /** Rows as the source hands them to a task, of one replay. */
    static List<InternalRow> rows() {
        UnsafeProjection projection = UnsafeProjection.create(CallCounts.MESSAGE);
        return values().stream()
                .<InternalRow>map(value -> projection
                        .apply(new GenericInternalRow(new Object[] {value, REPLAY, null}))
                        .copy())
                .toList();
    }

    /** Counts rows as a task does. */
    static Tally tally(List<InternalRow> rows) {
        return new Tally.Task(VALUE, REPLAY_ID, FAULT).count(CollectionConverters.asScala(rows.iterator()));
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
