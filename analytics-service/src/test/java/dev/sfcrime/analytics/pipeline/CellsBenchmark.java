package dev.sfcrime.analytics.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Adds to the counts of cells, which hours and kinds make up. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MeasuredMessages.COUNT)
public class CellsBenchmark {
    private static final int CALLS_AN_HOUR = 96;
    private static final int KINDS = 4_000;

    private final long[] cells = new long[MeasuredMessages.COUNT];

    /** JMH makes one for each fork. */
    public CellsBenchmark() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < cells.length; i++) {
            double rank = random.nextDouble();
            long hour = 17_700_000L - i / CALLS_AN_HOUR;
            cells[i] = hour << Integer.SIZE | (long) (rank * rank * rank * KINDS);
        }
    }

    /** As the service does: in arrays. */
    @Benchmark
    public LongTable longTable() {
        LongTable counts = new LongTable();
        for (long cell : cells) {
            counts.add(cell, 1);
        }
        return counts;
    }

    /** With an object for each key, and for each count. */
    @Benchmark
    public Map<Long, Long> hashMap() {
        Map<Long, Long> counts = new HashMap<>();
        for (long cell : cells) {
            counts.merge(cell, 1L, Long::sum);
        }
        return counts;
    }
}
