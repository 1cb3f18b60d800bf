package dev.sfcrime.bench.report;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0;0",
                "351321;351,000",
                "1234567;1,230,000",
                "12.345;12.3",
                "0.91249;0.912",
                "0.000123;0.000123",
                "999.9;1,000",
                "-5;-5",
                "NaN;-",
                "Infinity;-",
            })
    void numbersHaveThreeDigits(double number, String text) {
        assertThat(Figures.of(number)).isEqualTo(text);
    }
}
