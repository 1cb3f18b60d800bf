package dev.sfcrime.bench.analytics.engines;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallFieldsTests {
    @Test
    void whatTheViewsNeedIsRead() {
        assertThat(read("""
                {"crime_id": "1", "original_crime_type_name": "Traffic Stop", "nested": {"disposition": "no"},
                 "call_date_time": "2018-12-31T23:57:00.000", "disposition": "HAN"}""")).isEqualTo(new CallFields("Traffic Stop", "HAN", "2018-12-31T23"));
    }

    @Test
    void whatACallLacksIsEmpty() {
        assertThat(read("""
                {"call_date_time": "2018-12-31T23:57:00.000", "disposition": null, "original_crime_type_name": " "}""")).isEqualTo(new CallFields("", "", "2018-12-31T23"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "no JSON", "{\"disposition\": \"HAN\"}", "{\"call_date_time\": \"2018-12-31T23:57\""})
    void whatIsNoCallIsNotCounted(String message) {
        assertThat(read(message)).isNull();
    }

    private static CallFields read(String message) {
        return CallFields.read(message.getBytes(StandardCharsets.UTF_8));
    }
}
