package dev.sfcrime.local.demo;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RateTests {
    @Test
    void aRateIsANumberOrUnlimited() {
        assertThat(Rate.parse("0.5").toPace()).isEqualTo(Map.of("recordsPerSecond", 0.5));
        assertThat(Rate.parse("unlimited").toPace()).isEqualTo(Map.of("unlimited", true));
    }

    @Test
    void aRateReadsWell() {
        assertThat(Rate.parse("10000")).hasToString("10,000");
        assertThat(Rate.parse("0.25")).hasToString("0.25");
        assertThat(Rate.parse("unlimited")).hasToString("unlimited");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "-1", "fast", "", "NaN", "Infinity", "1e3"})
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Rate.parse(text));
    }
}
