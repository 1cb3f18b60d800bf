package dev.sfcrime.local.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The physical memory that a process holds, from Linux's {@code /proc}, or elsewhere from {@code ps}. */
final class ResidentMemory {
    private static final long KIB = 1024;

    private ResidentMemory() {}

    static OptionalLong of(long pid) {
        Path status = Path.of("/proc/" + pid + "/status");
        try {
            return Files.exists(status) ? fromProc(status) : fromPs(pid);
        } catch (IOException unknown) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong fromProc(Path status) throws IOException {
        try (Stream<String> lines = Files.lines(status, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        }
    }

    private static OptionalLong fromPs(long pid) throws IOException {
        Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        String output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).strip();
        return output.matches("\\d+") ? OptionalLong.of(Long.parseLong(output) * KIB) : OptionalLong.empty();
    }
}
