package dev.sfcrime.local.doctor;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.local.stack.Checkout;
import dev.sfcrime.local.stack.Service;

/** Checks of the machine itself and of the files on it. */
final class MachineChecks {
    private static final long GIB = 1L << 30;
    private static final long MEMORY_NEEDED = 3 * GIB;
    private static final long DISK_NEEDED = GIB;
    private static final long DISK_ADVISED = 5 * GIB;

    private final Settings settings;

    MachineChecks(Settings settings) {
        this.settings = settings;
    }

    Finding java() {
        String found = "Java %s of %s at %s"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
        boolean compiles = Files.exists(Path.of(System.getProperty("java.home"), "bin", "javac"));
        return compiles
                ? Finding.ok("Java", found)
                : Finding.warn("Java", found + " cannot compile; to build the suite set JAVA_HOME to a JDK, not a JRE");
    }

    Finding memory(boolean stackRuns) {
        long available = availableMemory();
        String found = "%.1f GiB available".formatted((double) available / GIB);
        if (stackRuns || available >= MEMORY_NEEDED) {
            return Finding.ok("Memory", found + (stackRuns ? " beside the stack, which runs" : ""));
        }
        return Finding.warn("Memory", found + "; the stack takes up to 3 GiB: close other programs");
    }

    Finding disk() {
        Path existing = settings.home();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            return Finding.fail("Disk", existing + " cannot be written to; set SFCRIME_HOME to a folder of yours");
        }
        long free = existing.toFile().getUsableSpace();
        String found = "%.1f GiB free for %s".formatted((double) free / GIB, settings.home());
        if (free < DISK_NEEDED) {
            return Finding.fail("Disk", found + "; free some, or set SFCRIME_HOME to another disk");
        }
        return free < DISK_ADVISED
                ? Finding.warn("Disk", found + "; large replays may need more: ./sfcrime reset frees old data")
                : Finding.ok("Disk", found);
    }

    Finding jars(Checkout checkout) {
        List<Service> absent = Stream.of(Service.INGEST, Service.VERIFY, Service.ANALYTICS)
                .filter(service -> !checkout.isBuilt(service))
                .toList();
        return absent.isEmpty()
                ? Finding.ok("Jars", "built")
                : Finding.warn("Jars", "not built yet: %s; ./sfcrime up builds them".formatted(Console.list(absent)));
    }

    Finding datasets() {
        Path folder = settings.datasets();
        try (Stream<Path> files = Files.exists(folder) ? Files.list(folder) : Stream.empty()) {
            long count = files.filter(Files::isRegularFile).count();
            return count > 0
                    ? Finding.ok("Datasets", "%d file%s in %s".formatted(count, count == 1 ? "" : "s", folder))
                    : Finding.warn(
                            "Datasets",
                            "no file in %s, so demo replays synthetic records; put police-department-calls-for-service.json there, or set SFCRIME_DATASETS"
                                    .formatted(folder));
        } catch (IOException unreadable) {
            return Finding.fail(
                    "Datasets", "%s cannot be read (%s); set SFCRIME_DATASETS".formatted(folder, unreadable));
        }
    }

    private static long availableMemory() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"), StandardCharsets.US_ASCII)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseGet(MachineChecks::totalMemory);
        } catch (IOException notLinux) {
            // what is free is mostly cache elsewhere: the total tells more
            return totalMemory();
        }
    }

    private static long totalMemory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }
}
