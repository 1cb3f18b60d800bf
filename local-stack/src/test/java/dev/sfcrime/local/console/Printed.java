package dev.sfcrime.local.console;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a console has printed, on both of its streams. */
public final class Printed {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** A console that is no terminal. */
    public Console plain() {
        return Console.plain(stream, stream);
    }

    /** A terminal of that width. */
    public Console terminal(int columns) {
        return Console.terminal(stream, stream, columns);
    }

    /** All of it, since the last time. */
    public String text() {
        String text = bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
        bytes.reset();
        return text;
    }
}
