package dev.sfcrime.bench.micro;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.console.Console;
import dev.sfcrime.local.stack.Checkout;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class JmhIT {
    private static final Checkout CHECKOUT =
            new Checkout(Path.of("..").toAbsolutePath().normalize());
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);

    @TempDir
    private static Path folder;

    private static Lab lab;

    @BeforeAll
    static void open() throws Exception {
        lab = Lab.open(CHECKOUT, folder, Console.plain(NOWHERE, NOWHERE));
    }

    @AfterAll
    static void close() throws Exception {
        lab.close();
    }

    static Stream<Subject> everySubject() {
        return Subjects.all().stream();
    }

    @ParameterizedTest
    @MethodSource
    void everySubject(Subject subject) throws Exception {
        Jmh jmh = new Jmh(lab, CHECKOUT, new Effort(0, 1, Duration.ofMillis(1)));

        assertThat(jmh.measure(subject))
                .hasSameSizeAs(subject.ways())
                .allSatisfy(measured -> assertThat(measured.nanos().median()).isPositive());
    }
}
