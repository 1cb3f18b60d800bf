package dev.sfcrime.bench.growth;

import java.util.List;
import java.util.stream.IntStream;

import dev.sfcrime.bench.report.Summary;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GrowthTests {
    @Test
    void theLastOnesAreComparedWithTheFirstAfterTheWarmUp() {
        Growth growth = growth(10, 10, 100, 100, 100, 80, 90, 100);

        assertThat(growth.compared()).isEqualTo(3);
        assertThat(growth.lastToFirst(Million::recordsPerSecond)).isEqualTo(Summary.of(0.8, 0.9, 1.0));
    }

    @Test
    void theLastOnesAreComparedWithThoseInTheMiddle() {
        Growth growth = growth(10, 10, 20, 40, 40, 50, 20, 80);

        assertThat(growth.lastToMiddle(Million::recordsPerSecond)).isEqualTo(Summary.of(1.25, 0.5, 2));
        assertThat(growth.middle()).extracting(Million::number).containsExactly(3, 4, 5);
    }

    @Test
    void noMoreThanFiveAreCompared() {
        assertThat(growth(IntStream.range(0, 25).mapToDouble(i -> 1).toArray()).compared())
                .isEqualTo(5);
    }

    @Test
    void oneMillionIsNotComparable() {
        assertThat(growth(10).isComparable()).isFalse();
    }

    @Test
    void aFigureUpToASizeLeavesOutTheWarmUpWhereItCan() {
        Growth growth = growth(1, 2, 30, 40, 50, 60);

        assertThat(growth.upTo(1, Million::recordsPerSecond)).isEqualTo(Summary.of(1));
        assertThat(growth.upTo(4, Million::recordsPerSecond)).isEqualTo(Summary.of(30, 40));
        assertThat(growth.upTo(6, Million::recordsPerSecond)).isEqualTo(Summary.of(50, 60));
    }

    static Growth growth(double... rates) {
        return new Growth(
                IntStream.range(0, rates.length)
                        .mapToObj(i -> new Million(
                                i + 1, 10.0 * i, rates[i], 500, 100 << 20, 500 << 20, 0, 180_000, 1, 50 << 20))
                        .toList(),
                List.of(1, rates.length));
    }
}
