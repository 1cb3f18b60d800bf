package dev.sfcrime.analytics.pipeline;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.spark.sql.catalyst.InternalRow;
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
        return MeasuredMessages.tally(rows);
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
            counts.merge(Counter.ofReplay(row.getString(MeasuredMessages.REPLAY_ID)), 1L, Long::sum);
        }
        return counts;
    }
}
