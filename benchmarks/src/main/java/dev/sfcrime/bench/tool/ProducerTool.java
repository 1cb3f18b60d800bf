package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sfcrime.local.stack.StackException;
import org.jspecify.annotations.Nullable;

/**
 * {@code kafka-producer-perf-test}: sends lines of a file, taken at random, as fast as the broker takes them.
 *
 * @param bootstrapServers where the broker is
 * @param topic where they go
 * @param payload the file
 * @param settings of its producer, each {@code name=value}
 * @param transaction how long each transaction is; null for none
 */
public record ProducerTool(
        String bootstrapServers,
        String topic,
        Path payload,
        List<String> settings,
        @Nullable Duration transaction) {
    private static final Pattern RATE = Pattern.compile("records sent, ([0-9.]+) records/sec");

    public ProducerTool {
        settings = List.copyOf(settings);
    }

    /**
     * Runs it.
     *
     * @param warmUp records at first that do not count; 0 for a whole run
     * @param records records that count
     * @return the records a second that it reports of those that count, from when it begins to send them until the last is
     *     acknowledged
     */
    public double run(long warmUp, long records) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrapServers,
                "--topic",
                topic,
                "--num-records",
                Long.toString(warmUp + records),
                "--warmup-records",
                Long.toString(warmUp),
                "--throughput",
                "-1",
                "--payload-file",
                payload.toString()));
        if (transaction != null) {
            arguments.addAll(List.of("--transaction-duration-ms", Long.toString(transaction.toMillis())));
        }
        arguments.add("--command-property");
        arguments.addAll(settings);
        return rate(KafkaTool.run("org.apache.kafka.tools.ProducerPerformance", arguments));
    }

    /** The rate in the last line that tells one: with a warm-up, that of the steady state. */
    static double rate(String output) {
        Matcher matcher = RATE.matcher(output);
        String rate = null;
        while (matcher.find()) {
            rate = matcher.group(1);
        }
        if (rate == null) {
            throw new StackException("Kafka's producer tool tells no rate: " + output);
        }
        return Double.parseDouble(rate);
    }
}
