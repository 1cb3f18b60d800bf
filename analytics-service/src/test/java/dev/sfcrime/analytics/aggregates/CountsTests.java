package dev.sfcrime.analytics.aggregates;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CountsTests {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 6, 7, 100, 5000})
    void packedCountsComeBackAsTheyWere(int size) {
        Random random = new Random(size);
        Map<Long, Long> expected = new TreeMap<>();
        Counts counts = new Counts();
        while (expected.size() < size) {
            long key = random.nextLong() >>> (1 + random.nextInt(40));
            long count = 1 + (random.nextLong() >>> (2 + random.nextInt(61)));
            expected.put(key, count);
            counts.set(key, count);
        }

        Counts unpacked = Counts.unpacked(counts.packed());

        assertThat(unpacked.sortedKeys())
                .containsExactly(
                        expected.keySet().stream().mapToLong(Long::longValue).toArray());
        expected.forEach((key, count) -> assertThat(unpacked.of(key)).isEqualTo(count));
        assertThat(unpacked.size()).isEqualTo(size);
    }

    @Test
    void theLargestKeysAndCountsFit() {
        Counts counts = new Counts();
        counts.set(0, Long.MAX_VALUE);
        counts.set(Long.MAX_VALUE, 1);

        Counts unpacked = Counts.unpacked(counts.packed());

        assertThat(unpacked.of(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(unpacked.of(Long.MAX_VALUE)).isEqualTo(1);
    }

    @Test
    void settingTellsTheGrowth() {
        Counts counts = new Counts();

        assertThat(counts.set(7, 3)).isEqualTo(3);
        assertThat(counts.set(7, 10)).isEqualTo(7);
        assertThat(counts.set(7, 10)).isZero();
    }

    @Test
    void aKeyWithoutACountIsNotCounted() {
        Counts counts = new Counts();
        counts.add(1, 5);
        counts.add(1, -5);

        assertThat(counts.size()).isZero();
        assertThat(counts.sortedKeys()).isEmpty();
        assertThat(counts.of(2)).isZero();
    }

    @Test
    void aCopyStaysAsItIs() {
        Counts counts = new Counts();
        counts.add(1, 5);
        Counts copy = counts.copy();

        counts.add(1, 1);

        assertThat(copy.of(1)).isEqualTo(5);
    }
}
