package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.util.List;

import dev.sfcrime.bench.lab.JavaProgram;

/** Runs one of Kafka's tools to its end, with the heap and the collector that Kafka's scripts give it. */
final class KafkaTool {
    /** The numbers that it prints are read; else as {@code kafka-producer-perf-test.sh} and {@code kafka-run-class.sh} of Kafka 4.2 set them. */
    private static final List<String> JVM_FLAGS =
            List.of("-Xmx512m", "-server", "-XX:+UseG1GC", "-XX:MaxGCPauseMillis=20", "-Duser.language=en");

    private KafkaTool() {}

    /**
     * What the tool prints, when it has ended well.
     *
     * @throws dev.sfcrime.local.stack.StackException with its words if it has not
     */
    static String run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        return new JavaProgram(JVM_FLAGS, System.getProperty("java.class.path"), mainClass).run(arguments);
    }
}
