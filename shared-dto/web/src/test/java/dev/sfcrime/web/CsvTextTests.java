package dev.sfcrime.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTextTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "'=1",
                "'",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20A1",
                "=HYPERLINK(\"http://x\",\"y\")"
            })
    void whatBeginsAFormulaIsMarkedAsTextAndCanBeTakenBack(String text) {
        assertThat(CsvText.withoutFormula(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Passing Call", "22500e", "1+1", " =1", "a=b", "\u2212"})
    void whatBeginsNoneStaysAsItIs(String text) {
        assertThat(CsvText.withoutFormula(text)).isEqualTo(text);
    }

    @Test
    void nothingStaysNothing() {
        assertThat(CsvText.withoutFormula(null)).isNull();
    }
}
