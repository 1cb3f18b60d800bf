package dev.sfcrime.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What Spark's distribution unpacks to, as far as a standalone cluster needs it: made of the analytics-service's jar. */
final class SparkHome {
    /** What Spark's distribution lacks, among it all that the driver has to bring. */
    private static final Pattern NOT_SPARKS = Pattern.compile(
            "(shared-|spring-|kafka-clients-|commons-pool2-"
                    + "|spark-(sql|token-provider)-kafka-|jackson-(core|databind)-3|tomcat-|micrometer-|hikari|flyway-|h2-"
                    + "|postgresql-|springdoc-|swagger-|caffeine-|fastcsv-).*",
            Pattern.CASE_INSENSITIVE);

    private static Path ofThisRun;

    private SparkHome() {}

    /** The same one for all clusters, made anew in each run. */
    static synchronized Path ofThisRun() throws IOException {
        if (ofThisRun == null) {
            Path home = Path.of("target", "spark-home").toAbsolutePath();
            delete(home);
            Path layout = home.resolve("layout");
            extract(PackagedJar.of("analytics-service"), layout);
            Files.move(layout.resolve("lib"), home.resolve("jars"));
            deleteWhatIsNotSparks(home.resolve("jars"));
            ofThisRun = home;
        }
        return ofThisRun;
    }

    /** Unpacks an executable jar: {@code lib/} and, beside it, a thin jar. */
    static void extract(Path jar, Path layout) throws IOException {
        Process extraction = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        layout.toString()))
                .redirectErrorStream(true)
                .start();
        String output = new String(extraction.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(layout.resolve("lib")).as(output).isDirectory();
    }

    private static void deleteWhatIsNotSparks(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            for (Path jar : files.toList()) {
                if (NOT_SPARKS.matcher(jar.getFileName().toString()).matches()) {
                    Files.delete(jar);
                }
            }
        }
    }

    /** Deletes a folder with all that is in it; nothing where there is none. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
