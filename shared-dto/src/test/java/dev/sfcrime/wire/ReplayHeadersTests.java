package dev.sfcrime.wire;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayHeadersTests {
    @ParameterizedTest
    @ValueSource(longs = {1, 9, 10, 199_999, 999_999_999_999_999_999L})
    void aSequenceIsReadAsItWasWritten(long sequence) {
        assertThat(ReplayHeaders.sequence(ReplayHeaders.sequence(sequence))).hasValue(sequence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "1.0", " 1", "1000000000000000000", "one"})
    void whatIsNoSequenceIsNone(String header) {
        assertThat(ReplayHeaders.sequence(header.getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
