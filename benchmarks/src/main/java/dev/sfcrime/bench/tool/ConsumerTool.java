package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.sfcrime.local.stack.StackException;

/**
 * {@code kafka-consumer-perf-test}: reads a topic from its beginning and looks at nothing.
 *
 * @param bootstrapServers where the broker is
 * @param topic what it reads
 * @param settings of its consumer, each {@code name=value}
 */
public record ConsumerTool(String bootstrapServers, String topic, List<String> settings) {
    /** Column of the records a second without the time that joining the group took. */
    private static final int FETCH_RATE = 9;

    public ConsumerTool {
        settings = List.copyOf(settings);
    }

    /**
     * Runs it.
     *
     * @param records how many it reads
     * @return the records a second that it reports for the time after it had joined its group
     */
    public double run(long records) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic,
                "--num-records",
                Long.toString(records),
                "--hide-header"));
        for (String setting : settings) {
            arguments.addAll(List.of("--command-property", setting));
        }
        return rate(KafkaTool.run("org.apache.kafka.tools.ConsumerPerformance", arguments));
    }

    /** The rate in its one line of figures: times, megabytes, records, and the same without the rebalance. */
    static double rate(String output) {
        return output.lines()
                .map(line -> line.split(", *", -1))
                .filter(columns -> columns.length == FETCH_RATE + 1)
                .map(columns -> Double.parseDouble(columns[FETCH_RATE]))
                .findFirst()
                .orElseThrow(() -> new StackException("Kafka's consumer tool tells no rate: " + output));
    }
}
