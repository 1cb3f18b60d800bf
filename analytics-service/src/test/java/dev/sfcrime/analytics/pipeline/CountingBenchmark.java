package dev.sfcrime.analytics.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts the rows of a task, by cell and by replay. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MeasuredMessages.COUNT)
public class CountingBenchmark {
    private final List<InternalRow> rows = MeasuredMessages.rows();

    /** As the service does. */
    @Benchmark
    public Tally tally() {
        return Tally.of(rows.iterator(), MeasuredMessages.VALUE, MeasuredMessages.HEADERS);
    }

    /** With an object for each counter. */
    @Benchmark
    public Map<Counter, Long> hashMap() {
        Map<Counter, Long> counts = new HashMap<>();
        for (InternalRow row : rows) {
            Counter cell = Counter.ofCall(row.getBinary(MeasuredMessages.VALUE));
            if (cell != null) {
                counts.merge(cell, 1L, Long::sum);
            }
            counts.merge(replay(row.getArray(MeasuredMessages.HEADERS)), 1L, Long::sum);
        }
        return counts;
    }

    private static Counter replay(ArrayData headers) {
        byte[] replayId = null;
        for (int i = 0; i < headers.numElements(); i++) {
            InternalRow header = headers.getStruct(i, 2);
            if (header.getString(0).equals(ReplayHeaders.REPLAY_ID)) {
                replayId = header.getBinary(1);
            }
        }
        return Counter.ofReplay(replayId);
    }
}
