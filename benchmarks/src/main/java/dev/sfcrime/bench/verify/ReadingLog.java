package dev.sfcrime.bench.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

import dev.sfcrime.local.stack.StackException;

/** When verify-consumer-service began to read, which its log alone tells. */
final class ReadingLog {
    private static final String BEGIN = "Reading partitions from their beginning";

    private ReadingLog() {}

    /** The time of the first line that tells of it. */
    static Instant begin(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return begin(lines);
        }
    }

    static Instant begin(Stream<String> lines) {
        return lines.filter(line -> line.contains(BEGIN))
                .map(line -> OffsetDateTime.parse(line.substring(0, line.indexOf(' ')))
                        .toInstant())
                .findFirst()
                .orElseThrow(() -> new StackException("verify's log does not tell when it began to read"));
    }
}
