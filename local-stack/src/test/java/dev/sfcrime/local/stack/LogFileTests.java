package dev.sfcrime.local.stack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import dev.sfcrime.local.settings.Home;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFileTests {
    @TempDir
    Path folder;

    private LogFile log;

    @BeforeEach
    void createHome() throws Exception {
        Home home = new Home(folder);
        home.create();
        log = new LogFile(home, Service.INGEST);
    }

    @Test
    void theEndIsThatOfTheLogAndThenThatOfTheOutput() throws Exception {
        Files.writeString(log.path(), "one\ntwo\nthree\n");
        Files.writeString(log.output(), "crashed\n");

        assertThat(log.end(2)).containsExactly("two", "three", "crashed");
    }

    @Test
    void theEndOfALargeLogIsReadWithoutTheRest() throws Exception {
        Files.writeString(log.path(), "x".repeat(200_000) + "\nlast but one\nlast\n");

        assertThat(log.end(2)).containsExactly("last but one", "last");
    }

    @Test
    void theEndHasAsManyLinesAsAreAskedForHoweverLongTheyAre() throws Exception {
        String line = "{\"stack_trace\":\"" + "x".repeat(100_000) + "\"}";
        Files.writeString(log.path(), (line + "\n").repeat(5));

        assertThat(log.end(3)).containsExactly(line, line, line);
        assertThat(log.end(9)).hasSize(5);
    }

    @Test
    void aStartMovesTheFormerLogAside() throws Exception {
        Files.writeString(log.path(), "former\n");

        log.startAnew();

        assertThat(log.end(10)).isEmpty();
        assertThat(folder.resolve("logs/ingest.previous.log")).hasContent("former");
    }

    @Test
    void followingGoesOnAcrossARotation() throws Exception {
        Files.writeString(log.path(), "one\ntwo\n");
        Deque<String> writes = new ArrayDeque<>(List.of("three\n", "ROTATE", "four\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        log.follow(new PrintStream(out, true, StandardCharsets.UTF_8), 1, () -> writeNext(writes));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("two\nthree\nfour\n");
    }

    private boolean writeNext(Deque<String> writes) {
        try {
            String next = writes.poll();
            if (next == null) {
                return true;
            }
            if (next.equals("ROTATE")) {
                log.startAnew();
            } else {
                Files.writeString(log.path(), next, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
            return false;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
