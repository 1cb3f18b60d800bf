package dev.sfcrime.calls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CallFieldTests {
    @ParameterizedTest
    @ValueSource(strings = {"call_date_time", "Call Date Time", "call-date-time", " CALL  DATE_TIME "})
    void bothDialectsNameTheSameField(String name) {
        assertThat(CallField.ofExportName(name)).isEqualTo(CallField.CALL_DATE_TIME);
    }

    @Test
    void onTheWireOnlyTheExactNameCounts() {
        assertThat(CallField.ofWireName("call_date_time")).isEqualTo(CallField.CALL_DATE_TIME);
        assertThat(CallField.ofWireName("Call Date Time")).isNull();
        assertThat(CallField.ofExportName("priority")).isNull();
    }
}
