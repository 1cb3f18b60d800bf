package dev.sfcrime.bench.capacity;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DurationConverterTests {
    private final DurationConverter converter = new DurationConverter();

    @Test
    void itReadsMillisecondsSecondsAndMinutes() {
        assertThat(converter.convert("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(converter.convert("1.5s")).isEqualTo(Duration.ofMillis(1500));
        assertThat(converter.convert("2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(converter.convert("PT1S")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void itTellsHowADurationIsWritten() {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> converter.convert("soon"))
                .withMessage("'soon' is no duration; write it like 500ms or 1s");
    }
}
