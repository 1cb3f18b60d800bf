package dev.sfcrime.ingest.dataset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ExportFormTests {
    @ParameterizedTest
    @CsvSource({
        "12/31/2018, 2018-12-31T00:00:00.000",
        "1/5/2018, 2018-01-05T00:00:00.000",
        "12/31/2018 11:57:00 PM, 2018-12-31T23:57:00.000",
        "12/31/2018 12:00:00 AM, 2018-12-31T00:00:00.000",
        "12/31/2018 12:30:59 PM, 2018-12-31T12:30:59.000",
        "12/31/2018 1:05 AM, 2018-12-31T01:05:00.000",
    })
    void csvTimesBecomeThoseOfJson(String text, String expected) {
        assertThat(ExportForm.isoTime(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "12/31",
                "12/31/18x",
                "12/31/2018 ",
                "12/31/2018 11",
                "12/31/2018 13:00:00 PM",
                "12/31/2018 0:30 AM",
                "12/31/2018 11:57:00 XM",
                "12/31/2018 11:57:00 PM ",
                "31.12.2018",
                "123/1/2018"
            })
    void whatHasAnotherFormStaysAsItIs(String text) {
        assertThat(ExportForm.isoTime(text)).isEqualTo(text);
    }
}
