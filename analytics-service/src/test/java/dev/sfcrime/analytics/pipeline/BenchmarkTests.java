package dev.sfcrime.analytics.pipeline;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sfcrime.calls.UnreadableCallException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is measured side by side does the same. */
class BenchmarkTests {
    @Test
    void aMapOfCountersCountsWhatATallyCounts() {
        CountingBenchmark benchmark = new CountingBenchmark();

        Map<Counter, Long> counts = benchmark.hashMap();

        assertThat(counters(benchmark.tally().packed()))
                .hasSizeGreaterThan(1_000)
                .isEqualTo(counts);
    }

    @Test
    void aMapOfStringsNumbersTextsAlike() throws UnreadableCallException {
        TextsBenchmark benchmark = new TextsBenchmark();
        benchmark.findTexts();

        assertThat(benchmark.texts()).isEqualTo(benchmark.hashMap());
    }

    @Test
    void aMapOfKeysHasTheSameCounts() {
        CellsBenchmark benchmark = new CellsBenchmark();

        LongTable table = benchmark.longTable();
        Map<Long, Long> map = benchmark.hashMap();

        assertThat(table.size()).isEqualTo(map.size());
        assertThat(map).allSatisfy((cell, count) -> assertThat(table.of(cell)).isEqualTo(count));
    }

    @Test
    void aStreamOfPrimitivesHoldsTheSameCells() throws IOException {
        PackingBenchmark benchmark = new PackingBenchmark();
        benchmark.writeCells();

        List<PackingBenchmark.Cell> read = benchmark.dataInput();
        List<PackingBenchmark.Cell> unpacked = new PackingBenchmark.CellsOf(benchmark.packer()).cells;
        assertThat(read)
                .hasSameSizeAs(unpacked)
                .isSortedAccordingTo(Comparator.comparingLong(PackingBenchmark.Cell::hour));
        assertThat(Set.copyOf(read)).isEqualTo(Set.copyOf(unpacked));
        assertThat(benchmark.unpacker().kinds()).isPositive();
    }

    private static Map<Counter, Long> counters(byte[] packed) {
        Map<Counter, Long> counters = new HashMap<>();
        Map<Integer, Counter> kinds = new HashMap<>();
        Tally.read(packed, new Tally.Reader() {
            @Override
            public void kind(String crimeType, String disposition) {
                kinds.put(kinds.size(), new Counter(null, crimeType, disposition));
            }

            @Override
            public void cell(LocalDateTime eventHour, int kind, long counted) {
                Counter named = kinds.get(kind);
                counters.put(new Counter(eventHour, named.subject(), named.detail()), counted);
            }

            @Override
            public void other(Counter counter, long counted, long malformed) {
                counters.put(counter, counted);
            }
        });
        return counters;
    }
}
