package dev.sfcrime.verify.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceSetTests {
    private static final long GREATEST = 999_999_999_999_999_999L;

    private final SequenceSet set = new SequenceSet();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithPlainCounting(long seed) {
        Random random = new Random(seed);
        int last = 1 + random.nextInt(200_000);
        double density = random.nextInt(11) / 10.0;
        TreeSet<Long> plain = new TreeSet<>();
        for (long sequence = 1; sequence <= last; sequence++) {
            if (random.nextDouble() < density) {
                plain.add(sequence);
                assertThat(set.add(sequence)).isTrue();
            }
        }

        for (long expected : new long[] {1, last / 2, last, last + 100_000}) {
            List<SequenceRange> ranges = ranges(plain, expected);
            assertThat(set.rangesMissingUpTo(expected, Integer.MAX_VALUE)).isEqualTo(ranges);
            assertThat(set.missingUpTo(expected))
                    .isEqualTo(ranges.stream()
                            .mapToLong(range -> range.to() - range.from() + 1)
                            .sum());
        }
        assertThat(set.size()).isEqualTo(plain.size());
    }

    private static List<SequenceRange> ranges(Set<Long> present, long last) {
        List<SequenceRange> ranges = new ArrayList<>();
        long from = 0;
        for (long sequence = 1; sequence <= last + 1; sequence++) {
            boolean missing = sequence <= last && !present.contains(sequence);
            if (missing && from == 0) {
                from = sequence;
            } else if (!missing && from > 0) {
                ranges.add(new SequenceRange(from, sequence - 1));
                from = 0;
            }
        }
        return ranges;
    }

    @Test
    void whatIsThereIsNotAddedTwice() {
        set.add(7);

        assertThat(set.add(7)).isFalse();
        assertThat(set.size()).isEqualTo(1);
    }

    @Test
    void emptyLacksEverything() {
        assertThat(set.rangesMissingUpTo(GREATEST, 10)).containsExactly(new SequenceRange(1, GREATEST));
        assertThat(set.missingUpTo(GREATEST)).isEqualTo(GREATEST);
        assertThat(set.rangesMissingUpTo(0, 10)).isEmpty();
        assertThat(set.missingUpTo(0)).isZero();
    }

    @Test
    void gapsGoOnOverBlocksOf32Bits() {
        long block = 1L << 32;
        for (long sequence : new long[] {1, block - 1, block, block + 1, 5 * block, GREATEST}) {
            set.add(sequence);
        }

        assertThat(set.rangesMissingUpTo(GREATEST, 10))
                .containsExactly(
                        new SequenceRange(2, block - 2),
                        new SequenceRange(block + 2, 5 * block - 1),
                        new SequenceRange(5 * block + 1, GREATEST - 1));
        assertThat(set.missingUpTo(GREATEST)).isEqualTo(GREATEST - 6);
        assertThat(set.missingUpTo(block)).isEqualTo(block - 3);
    }

    @Test
    void noMoreRangesAreNamedThanAskedFor() {
        for (long sequence = 2; sequence <= 100; sequence += 2) {
            set.add(sequence);
        }

        assertThat(set.rangesMissingUpTo(100, 2)).containsExactly(new SequenceRange(1, 1), new SequenceRange(3, 3));
    }
}
