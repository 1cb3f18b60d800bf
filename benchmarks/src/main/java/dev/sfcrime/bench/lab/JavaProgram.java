package dev.sfcrime.bench.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

import dev.sfcrime.local.stack.StackException;

/**
 * A program for a JVM of its own, which runs to its end.
 *
 * @param flags how the JVM is set
 * @param classPath where its classes are
 * @param mainClass which of them begins
 */
public record JavaProgram(List<String> flags, String classPath, String mainClass) {
    private static final Attributes.Name ADD_OPENS = new Attributes.Name("Add-Opens");

    public JavaProgram {
        flags = List.copyOf(flags);
    }

    /** The flags that a jar's manifest stands for, which counts only where a JVM is started with {@code -jar}. */
    public static List<String> opens(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            String packages = file.getManifest().getMainAttributes().getValue(ADD_OPENS);
            return packages == null
                    ? List.of()
                    : Arrays.stream(packages.strip().split("\\s+", -1))
                            .map(opened -> "--add-opens=" + opened + "=ALL-UNNAMED")
                            .toList();
        }
    }

    /**
     * What the program prints, when it has ended well.
     *
     * @throws StackException with its words if it has not
     */
    public String run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread atExit = new Thread(process::destroy, "end-program");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StackException("%s ended with %d: %s".formatted(mainClass, process.exitValue(), output));
            }
            return output;
        } finally {
            process.destroy();
            forget(atExit);
        }
    }

    private static void forget(Thread atExit) {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // it does its work already
        }
    }
}
