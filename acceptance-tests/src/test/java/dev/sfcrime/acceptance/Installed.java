package dev.sfcrime.acceptance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What tests need of a machine, beside Java. */
final class Installed {
    private Installed() {}

    /** Skips the test where a command is absent; with {@code CI=true}, where nobody would see that, the test fails. */
    static void require(String command) {
        require(onPath(command), command + " on the path");
    }

    /** The same for anything else. */
    static void require(boolean there, String what) {
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there).as("CI=true, which needs " + what).isTrue();
        }
        assumeThat(there).as(what).isTrue();
    }

    private static boolean onPath(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }
}
