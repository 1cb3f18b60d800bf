package dev.sfcrime.verify.delivery;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Keeps book of the sequence numbers of a replay, as they come: in the order of four partitions, a batch of each in turn, and
 * one of a thousand for a second time. Each says how many came for the first time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(SequencesBenchmark.MESSAGES)
public class SequencesBenchmark {
    /** As many as the dataset has. */
    static final int MESSAGES = 200_000;

    private static final int PARTITIONS = 4;
    private static final int BATCH = 1_000;
    private static final int BETWEEN_DUPLICATES = 1_000;

    private final long[] sequences = new long[MESSAGES];

    /** JMH makes one for each fork. */
    public SequencesBenchmark() {
        SplittableRandom random = new SplittableRandom(1);
        long[][] batches = new long[PARTITIONS][BATCH];
        int[] sizes = new int[PARTITIONS];
        int filled = 0;
        for (long sequence = 1; filled < MESSAGES; sequence++) {
            int partition = random.nextInt(PARTITIONS);
            batches[partition][sizes[partition]] = sequence;
            sizes[partition]++;
            if (sizes[partition] == BATCH) {
                System.arraycopy(batches[partition], 0, sequences, filled, BATCH);
                filled += BATCH;
                sizes[partition] = 0;
            }
        }
        for (int i = BETWEEN_DUPLICATES; i < MESSAGES; i += BETWEEN_DUPLICATES) {
            sequences[i] = sequences[i - 1];
        }
    }

    /** Copies, so that nobody changes them. */
    long[] sequences() {
        return Arrays.copyOf(sequences, MESSAGES);
    }

    /** As the service does. */
    @Benchmark
    public long sequenceSet() {
        SequenceSet seen = new SequenceSet();
        long first = 0;
        for (long sequence : sequences) {
            first += seen.add(sequence) ? 1 : 0;
        }
        return first;
    }

    /** An object for each number. */
    @Benchmark
    public long hashSet() {
        Set<Long> seen = new HashSet<>();
        long first = 0;
        for (long sequence : sequences) {
            first += seen.add(sequence) ? 1 : 0;
        }
        return first;
    }

    /** A bit for each number from 0 to the highest, wherever a replay is; no more than 2^31 of them. */
    @Benchmark
    public long bitSet() {
        BitSet seen = new BitSet();
        long first = 0;
        for (long sequence : sequences) {
            int bit = (int) sequence;
            first += seen.get(bit) ? 0 : 1;
            seen.set(bit);
        }
        return first;
    }

    /** Runs of numbers by their first one. */
    @Benchmark
    public long treeOfRanges() {
        NavigableMap<Long, Long> lastByFirst = new TreeMap<>();
        long first = 0;
        for (long sequence : sequences) {
            first += add(sequence, lastByFirst) ? 1 : 0;
        }
        return first;
    }

    private static boolean add(long sequence, NavigableMap<Long, Long> lastByFirst) {
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(sequence);
        if (before != null && before.getValue() >= sequence) {
            return false;
        }
        Long last = lastByFirst.remove(sequence + 1);
        boolean continues = before != null && before.getValue() == sequence - 1;
        lastByFirst.put(continues ? before.getKey() : sequence, last == null ? sequence : last);
        return true;
    }
}
