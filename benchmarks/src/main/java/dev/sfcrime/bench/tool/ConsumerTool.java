package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.sfcrime.local.stack.StackException;

/**
 * {@code kafka-consumer-perf-test}: reads a topic from its beginning and looks at nothing.
 *
 * @param bootstrapServers where the broker is
 * @param topic what it reads
 * @param settings of its consumer, each {@code name=value}
 */
public record ConsumerTool(String bootstrapServers, String topic, List<String> settings) {
    private static final String MAIN_CLASS = "org.apache.kafka.tools.ConsumerPerformance";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss:SSS", Locale.ROOT);
    private static final int COLUMNS = 10;
    /** Column of how many records it has read. */
    private static final int READ = 4;
    /** Column {@code nMsg.sec}: records a second of the whole run. */
    private static final int RATE = 5;

    public ConsumerTool {
        settings = List.copyOf(settings);
    }

    /**
     * Runs it as anyone does.
     *
     * @return the records a second that it prints of its whole run, {@code nMsg.sec}
     */
    public double run(long records) throws IOException, InterruptedException {
        return wholeRate(KafkaTool.run(MAIN_CLASS, arguments(records)));
    }

    /**
     * Runs it warm.
     *
     * @param warmUp records at first that do not count
     * @param records records that count
     * @return the records a second that its lines of figures tell of those that count
     */
    public double runWarm(long warmUp, long records) throws IOException, InterruptedException {
        List<String> arguments = arguments(warmUp + records);
        arguments.addAll(List.of("--show-detailed-stats", "--reporting-interval", "100"));
        return rate(KafkaTool.run(MAIN_CLASS, arguments), warmUp);
    }

    private List<String> arguments(long records) {
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
        return arguments;
    }

    /** The rate in its only line of figures. */
    static double wholeRate(String output) {
        return output.lines()
                .map(line -> line.split(", *", -1))
                .filter(columns -> columns.length == COLUMNS)
                .mapToDouble(columns -> Double.parseDouble(columns[RATE]))
                .findFirst()
                .orElseThrow(() -> new StackException("Kafka's consumer tool tells no rate: " + output));
    }

    /** The rate between the first and the last of its lines of figures at which the warm-up was over. */
    static double rate(String output, long warmUp) {
        List<Standing> standings = output.lines()
                .map(line -> line.split(", *", -1))
                .filter(columns -> columns.length == COLUMNS)
                .map(Standing::of)
                .filter(standing -> standing.read >= warmUp)
                .toList();
        if (standings.size() < 2) {
            throw new StackException("Kafka's consumer tool tells no rate: " + output);
        }
        Standing first = standings.get(0);
        Standing last = standings.get(standings.size() - 1);
        return (last.read - first.read)
                * 1_000.0
                / Duration.between(first.time, last.time).toMillis();
    }

    /** How many it had read when. */
    private record Standing(LocalDateTime time, long read) {
        static Standing of(String[] columns) {
            return new Standing(LocalDateTime.parse(columns[0], TIME), Long.parseLong(columns[READ]));
        }
    }
}
