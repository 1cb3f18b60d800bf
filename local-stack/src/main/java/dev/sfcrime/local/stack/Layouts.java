package dev.sfcrime.local.stack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

import dev.sfcrime.local.settings.Home;

/**
 * The services' jars, extracted to a plain class path: Spark's code generation needs one, and every service starts
 * quicker from it. A jar is extracted again when it changed.
 */
final class Layouts {
    private static final String SOURCE = "extracted-from";

    private final Home home;
    private final Checkout checkout;

    Layouts(Home home, Checkout checkout) {
        this.home = home;
        this.checkout = checkout;
    }

    /** Whether this service's jar must be extracted first. */
    boolean isStale(Service service) {
        try {
            Path source = home.layout(service.id()).resolve(SOURCE);
            return !Files.exists(source) || !Files.readString(source).equals(identity(checkout.jar(service)));
        } catch (IOException unreadable) {
            return true;
        }
    }

    /**
     * The jar to run, beside its libraries. No process may run from the present layout when it is stale.
     *
     * @throws StackException if the jar is absent or cannot be extracted
     */
    Path runnableJar(Service service) {
        Path jar = checkout.jar(service);
        Path layout = home.layout(service.id());
        if (isStale(service)) {
            try {
                extract(service, jar, layout);
            } catch (IOException failed) {
                throw new StackException(
                        jar + " cannot be extracted to " + layout + ": " + failed.getMessage(), failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new StackException("Interrupted while " + jar + " was extracted", interrupted);
            }
        }
        return layout.resolve(jar.getFileName());
    }

    /**
     * The class path of the broker: copies of the launcher's jars, since a build may replace those while it runs.
     *
     * @throws StackException if they cannot be copied
     */
    String brokerClassPath() {
        Path layout = home.layout(Service.BROKER.id());
        List<String> entries = new ArrayList<>();
        try {
            Files.createDirectories(layout);
            for (String entry : Java.classPath().split(File.pathSeparator, -1)) {
                Path original = Path.of(entry);
                entries.add(
                        Files.isRegularFile(original) ? copied(original, layout).toString() : entry);
            }
        } catch (IOException failed) {
            throw new StackException("The broker's jars cannot be copied to " + layout + ": " + failed, failed);
        }
        return String.join(File.pathSeparator, entries);
    }

    private static Path copied(Path original, Path layout) throws IOException {
        Path copy = layout.resolve(original.getFileName());
        if (!Files.exists(copy)
                || Files.size(copy) != Files.size(original)
                || !Files.getLastModifiedTime(copy).equals(Files.getLastModifiedTime(original))) {
            Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return copy;
    }

    private static void extract(Service service, Path jar, Path layout) throws IOException, InterruptedException {
        Path fresh = layout.resolveSibling(service.id() + ".new");
        Folders.delete(fresh);
        Process extraction = new ProcessBuilder(List.of(
                        Java.executable(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        fresh.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(extraction.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (extraction.waitFor() != 0 || !Files.exists(fresh.resolve(jar.getFileName()))) {
            throw new IOException(output.isEmpty() ? "it left no " + jar.getFileName() : output);
        }
        Files.writeString(fresh.resolve(SOURCE), identity(jar));
        Folders.delete(layout);
        Files.move(fresh, layout);
    }

    /** Tells a jar by the checksums of its entries: reproducible builds give every jar the same time. */
    private static String identity(Path jar) throws IOException {
        CRC32 checksum = new CRC32();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream()
                    .map(entry -> entry.getName() + ' ' + entry.getCrc() + '\n')
                    .forEach(entry -> checksum.update(entry.getBytes(StandardCharsets.UTF_8)));
        }
        return "%s %d %08x".formatted(jar, Files.size(jar), checksum.getValue());
    }
}
