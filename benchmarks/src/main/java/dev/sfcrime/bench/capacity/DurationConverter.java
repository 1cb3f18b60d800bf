package dev.sfcrime.bench.capacity;

import java.time.Duration;
import java.util.Locale;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}, {@code 1s} or {@code PT1S}. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            if (upper.startsWith("P")) {
                return Duration.parse(upper);
            }
            return upper.endsWith("MS")
                    ? Duration.ofMillis(Long.parseLong(upper.substring(0, upper.length() - 2)))
                    : Duration.parse("PT" + upper);
        } catch (RuntimeException unreadable) {
            throw new TypeConversionException("'" + text + "' is no duration; write it like 500ms or 1s");
        }
    }
}
