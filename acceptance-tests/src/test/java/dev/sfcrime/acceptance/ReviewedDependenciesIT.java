package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/dependencies.md} names every library that goes out, in the version that goes out, and no others. */
class ReviewedDependenciesIT {
    private static final Path CHECKOUT = Path.of(System.getProperty("sfcrime.checkout", ".."));
    private static final Pattern ROW = Pattern.compile("^\\| (`.*?) \\|", Pattern.MULTILINE);
    private static final Pattern NAMES = Pattern.compile("((?:`[^`]+`,? )+)([^ ;|]+)");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    /** Of the suite itself, and of the packaging. */
    private static final Pattern OURS = Pattern.compile("shared-.*|spring-boot-jarmode-tools-.*");

    @Test
    void everyLibraryIsReviewedInItsVersion() throws IOException {
        Set<String> reviewed = reviewed();
        Set<String> libraries = libraries();

        assertThat(libraries.stream().filter(library -> reviewed.stream().noneMatch(each -> isOf(library, each))))
                .as("libraries to be reviewed and named in docs/dependencies.md")
                .isEmpty();
        assertThat(reviewed.stream().filter(each -> libraries.stream().noneMatch(library -> isOf(library, each))))
                .as("lines of docs/dependencies.md about what is not there")
                .isEmpty();
    }

    /** Whether the file is that library in that version, for whatever platform. */
    private static boolean isOf(String file, String library) {
        return file.equals(library)
                || (file.startsWith(library + "-") && Character.isLetter(file.charAt(library.length() + 1)));
    }

    private static Set<String> reviewed() throws IOException {
        return ROW.matcher(Files.readString(CHECKOUT.resolve("docs/dependencies.md")))
                .results()
                .flatMap(row -> NAMES.matcher(row.group(1)).results())
                .flatMap(names ->
                        NAME.matcher(names.group(1)).results().map(name -> name.group(1) + "-" + names.group(2)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> libraries() throws IOException {
        Set<String> files = new TreeSet<>();
        for (String service : List.of("ingest-service", "verify-consumer-service", "analytics-service")) {
            try (JarFile jar = new JarFile(PackagedJar.of(service).toFile())) {
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.startsWith("BOOT-INF/lib/"))
                        .forEach(files::add);
            }
        }
        try (Stream<Path> broker = Files.list(CHECKOUT.resolve("local-stack/target/lib"))) {
            broker.map(Path::toString).forEach(files::add);
        }
        return files.stream()
                .filter(file -> file.endsWith(".jar"))
                .map(file -> Path.of(file).getFileName().toString().replaceFirst("\\.jar$", ""))
                .filter(file -> !OURS.matcher(file).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
