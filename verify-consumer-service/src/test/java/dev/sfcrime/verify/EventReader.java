package dev.sfcrime.verify;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads server-sent events on a thread of its own, so that a test need not wait for ever. */
final class EventReader implements AutoCloseable {
    private final InputStream stream;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    EventReader(InputStream stream) {
        this.stream = stream;
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        Thread thread = new Thread(() -> reader.lines().forEach(lines::add), "event-reader");
        // ends with an exception when the stream is closed
        thread.setUncaughtExceptionHandler((reading, closed) -> {});
        thread.setDaemon(true);
        thread.start();
    }

    /** The next event's data line. */
    String nextData() throws InterruptedException {
        String line;
        do {
            line = lines.poll(30, TimeUnit.SECONDS);
            assertThat(line).as("an event").isNotNull();
        } while (!line.startsWith("data:"));
        return line;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
