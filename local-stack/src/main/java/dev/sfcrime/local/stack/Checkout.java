package dev.sfcrime.local.stack;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The source tree, in which Maven leaves the services' jars.
 *
 * @param folder its top folder
 */
public record Checkout(Path folder) {

    /**
     * The executable jar of a service.
     *
     * @throws StackException if it was not built
     */
    Path jar(Service service) {
        return newest(target(service), service.module() + "-*.jar")
                .orElseThrow(
                        () -> new StackException("There is no %s-*.jar in %s; build it with ./mvnw -DskipTests package"
                                .formatted(service.module(), target(service))));
    }

    /** Whether the jar of a service is there. */
    public boolean isBuilt(Service service) {
        return newest(target(service), service.module() + "-*.jar").isPresent();
    }

    /** The classes of a service's tests, as Maven leaves them. */
    public Path testClasses(Service service) {
        return target(service).resolve("test-classes");
    }

    private Path target(Service service) {
        return folder.resolve(service.module()).resolve("target");
    }

    private static Optional<Path> newest(Path target, String pattern) {
        if (!Files.isDirectory(target)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, pattern)) {
            return StreamSupport.stream(jars.spliterator(), false)
                    .filter(jar -> !jar.toString().matches(".*-(sources|javadoc|tests)\\.jar"))
                    .max(Comparator.comparing(Checkout::modified));
        } catch (IOException unreadable) {
            throw new StackException(target + " cannot be read: " + unreadable, unreadable);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }
}
