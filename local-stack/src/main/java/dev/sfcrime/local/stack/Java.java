package dev.sfcrime.local.stack;

import java.nio.file.Path;

/** The Java that runs the launcher, which runs the other processes too. */
final class Java {
    private Java() {}

    static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }
}
