package dev.sfcrime.bench.verify;

import java.time.Instant;
import java.util.stream.Stream;

import dev.sfcrime.local.stack.StackException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ReadingLogTests {
    @Test
    void theFirstReaderCounts() {
        Stream<String> log = Stream.of(
                "2026-11-20T19:00:00.100Z  INFO 1 --- Started",
                "2026-11-20T21:00:00.250+02:00  INFO 1 --- Reading partitions from their beginning",
                "2026-11-20T19:00:09.000Z  INFO 1 --- Reading partitions from their beginning");

        assertThat(ReadingLog.begin(log)).isEqualTo(Instant.parse("2026-11-20T19:00:00.250Z"));
    }

    @Test
    void aLogWithoutItIsRefused() {
        assertThatExceptionOfType(StackException.class).isThrownBy(() -> ReadingLog.begin(Stream.of("nothing")));
    }
}
