package dev.sfcrime.local.stack;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.settings.Home;

/**
 * The log of one process. The process rotates it by size; a start moves the previous run's log aside, so that a log
 * always tells of one run.
 */
public final class LogFile {
    private static final int CHUNK_BYTES = 64 * 1024;
    /** More than a log has when it is rotated; bounds the memory. */
    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final Duration FOLLOW_INTERVAL = Duration.ofMillis(200);

    private final Path log;
    private final Path output;

    /** The log of this service. */
    public LogFile(Home home, Service service) {
        this.log = home.log(service.id());
        this.output = home.output(service.id());
    }

    /** Where it is. */
    public Path path() {
        return log;
    }

    /** The file of the process's standard output. */
    Path output() {
        return output;
    }

    /** Moves the log of the previous run aside. */
    void startAnew() throws IOException {
        if (Files.exists(log)) {
            String previous = log.getFileName().toString().replace(".log", ".previous.log");
            Files.move(log, log.resolveSibling(previous), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The last lines of the log, then those of the standard output: an error that stops a JVM is told there. */
    public List<String> end(int lines) {
        return Stream.of(log, output)
                .flatMap(file -> tail(file, lines).stream())
                .toList();
    }

    /**
     * Prints the last lines, then what is added, across rotations.
     *
     * @param until ends it
     */
    public void follow(PrintStream out, int lines, BooleanSupplier until) {
        tail(log, lines).forEach(out::println);
        long[] position = {length(log)};
        Poll.until(
                () -> {
                    position[0] = printFrom(position[0], out);
                    return until.getAsBoolean();
                },
                Duration.ofNanos(Long.MAX_VALUE / 2),
                FOLLOW_INTERVAL);
    }

    private long printFrom(long position, PrintStream out) {
        long length = length(log);
        long from = length < position ? 0 : position;
        if (length > from) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                file.seek(from);
                byte[] added = new byte[(int) Math.min(CHUNK_BYTES, length - from)];
                int read = file.read(added);
                out.write(added, 0, Math.max(0, read));
                out.flush();
                return from + Math.max(0, read);
            } catch (IOException rotatedMeanwhile) {
                return 0;
            }
        }
        return from;
    }

    private static List<String> tail(Path path, int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            List<String> end = List.of();
            long from = file.length();
            // so much as holds that many lines; one that holds a stack trace as JSON is long
            for (int bytes = CHUNK_BYTES; from > 0 && end.size() < lines && bytes <= MOST_BYTES; bytes *= 2) {
                from = Math.max(0, file.length() - bytes);
                end = wholeLines(file, from);
            }
            return List.copyOf(end.subList(Math.max(0, end.size() - lines), end.size()));
        } catch (IOException none) {
            return List.of();
        }
    }

    /** The lines from there to the end; the first is left out where it may have begun before. */
    private static List<String> wholeLines(RandomAccessFile file, long from) throws IOException {
        byte[] end = new byte[(int) (file.length() - from)];
        file.seek(from);
        file.readFully(end);
        return new String(end, StandardCharsets.UTF_8)
                .lines()
                .skip(from == 0 ? 0 : 1)
                .toList();
    }

    private static long length(Path path) {
        try {
            return Files.size(path);
        } catch (IOException none) {
            return 0;
        }
    }
}
