package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where Maven leaves the executable jar of a service. */
final class PackagedJar {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."));

    private PackagedJar() {}

    static Path of(String service) throws IOException {
        try (Stream<Path> files = Files.list(CHECKOUT.resolve(service).resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(service + "-[0-9.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("There is no jar of " + service + "; package it first"));
        }
    }
}
