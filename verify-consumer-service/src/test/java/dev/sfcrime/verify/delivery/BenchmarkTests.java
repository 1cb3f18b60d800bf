package dev.sfcrime.verify.delivery;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured side by side does the same. */
class BenchmarkTests {
    @Test
    void everySetTellsWhatCameForTheFirstTime() {
        SequencesBenchmark benchmark = new SequencesBenchmark();
        long distinct = Arrays.stream(benchmark.sequences()).distinct().count();

        assertThat(distinct).isLessThan(SequencesBenchmark.MESSAGES);
        assertThat(benchmark.sequenceSet()).isEqualTo(distinct);
        assertThat(benchmark.hashSet()).isEqualTo(distinct);
        assertThat(benchmark.bitSet()).isEqualTo(distinct);
        assertThat(benchmark.treeOfRanges()).isEqualTo(distinct);
    }
}
