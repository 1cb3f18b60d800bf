package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.local.stack.StackException;

/** Runs one of Kafka's tools to its end, with the heap and the collector that Kafka's scripts give it. */
final class KafkaTool {
    /** The numbers that it prints are read; else as {@code kafka-producer-perf-test.sh} and {@code kafka-run-class.sh} of Kafka 4.2 set them. */
    private static final List<String> JVM_FLAGS =
            List.of("-Xmx512m", "-server", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-Duser.language=en");

    private KafkaTool() {}

    /**
     * What the tool prints, when it has ended well.
     *
     * @throws StackException with its words if it has not
     */
    static String run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        Thread atExit = new Thread(process::destroy, "end-tool");
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
