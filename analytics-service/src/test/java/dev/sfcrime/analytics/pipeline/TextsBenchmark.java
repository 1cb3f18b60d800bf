package dev.sfcrime.analytics.pipeline;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.calls.CallField;
import dev.sfcrime.calls.CallReader;
import dev.sfcrime.calls.UnreadableCallException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Numbers the crime type and the disposition of each message, where they stand in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(MeasuredMessages.COUNT)
public class TextsBenchmark {
    private static final CallField[] FIELDS = {CallField.ORIGINAL_CRIME_TYPE_NAME, CallField.DISPOSITION};

    private final byte[][] messages = MeasuredMessages.values().toArray(byte[][]::new);
    private final int[] starts = new int[messages.length * FIELDS.length];
    private final int[] lengths = new int[starts.length];

    /** Finds where the texts are. */
    @Setup
    public void findTexts() throws UnreadableCallException {
        CallReader reader = new CallReader(EnumSet.copyOf(List.of(FIELDS)));
        for (int i = 0; i < starts.length; i++) {
            reader.read(messages[i / FIELDS.length]);
            starts[i] = reader.start(FIELDS[i % FIELDS.length]);
            lengths[i] = reader.length(FIELDS[i % FIELDS.length]);
        }
    }

    /** As the service does: by the bytes. The sum of all numbers. */
    @Benchmark
    public long texts() {
        Texts texts = new Texts();
        long sum = 0;
        for (int i = 0; i < starts.length; i++) {
            sum += texts.number(messages[i / FIELDS.length], starts[i], lengths[i]);
        }
        return sum;
    }

    /** With a string for each. */
    @Benchmark
    public long hashMap() {
        Map<String, Integer> texts = new HashMap<>();
        long sum = 0;
        for (int i = 0; i < starts.length; i++) {
            String text = new String(messages[i / FIELDS.length], starts[i], lengths[i], StandardCharsets.UTF_8);
            sum += texts.computeIfAbsent(text, unseen -> texts.size() + 1);
        }
        return sum;
    }
}
