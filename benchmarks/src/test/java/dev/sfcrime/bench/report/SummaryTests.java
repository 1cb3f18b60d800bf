package dev.sfcrime.bench.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SummaryTests {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Summary.of(9, 1, 5)).isEqualTo(new Summary(5, 1, 9, 3));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Summary.of(1, 2, 4, 100)).isEqualTo(new Summary(3, 1, 100, 4));
    }

    @Test
    void samplesStayInTheOrderInWhichTheyWere() {
        double[] samples = {3, 1, 2};

        Summary.of(samples);

        assertThat(samples).containsExactly(3, 1, 2);
    }

    @Test
    void spreadIsTheRangeAsAShareOfTheMedian() {
        assertThat(Summary.of(90, 100, 115).spread()).isEqualTo(0.25);
    }

    @Test
    void nothingIsNoSummaryAndNoNumberNoSample() {
        assertThatIllegalArgumentException().isThrownBy(Summary::of).withMessageContaining("no sample");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.of(1, Double.NaN))
                .withMessageContaining("NaN");
    }

    @Test
    void itReadsAsMedianAndRange() {
        assertThat(Summary.of(340_123, 351_321, 362_049)).hasToString("351,000 (340,000 to 362,000)");
        assertThat(Summary.of(12)).hasToString("12");
    }
}
