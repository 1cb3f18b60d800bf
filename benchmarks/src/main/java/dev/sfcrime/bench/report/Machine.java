package dev.sfcrime.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What measurements were made on.
 *
 * @param processor model of the processor, or its architecture where the system does not name it
 * @param cores processors that this JVM may use
 * @param memoryBytes physical memory
 * @param system operating system with its version
 * @param java version of Java and its maker
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String java) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    /** The machine at hand. */
    public static Machine here() {
        return new Machine(
                modelOfProcessor(),
                Runtime.getRuntime().availableProcessors(),
                physicalMemory(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version") + ", " + System.getProperty("java.vm.name") + ", "
                        + System.getProperty("java.vendor"));
    }

    private static String modelOfProcessor() {
        try (Stream<String> lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException noLinux) {
            return System.getProperty("os.arch");
        }
    }

    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    /** One line of words. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.1f GiB memory, %s, Java %s",
                processor,
                cores,
                memoryBytes / (double) (1 << 30),
                system,
                java);
    }
}
