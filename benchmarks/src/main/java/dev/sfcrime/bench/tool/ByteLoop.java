package dev.sfcrime.bench.tool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that looks at every byte of every value, and does nothing with it but add it up: what anything that reads
 * messages through could reach at best, on one thread. Runs as the tools do.
 *
 * @param bootstrapServers where the broker is
 * @param topic what it reads, from its beginning
 * @param settings of its consumer, each {@code name=value}
 */
public record ByteLoop(String bootstrapServers, String topic, List<String> settings) {
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final String RATE = "records a second: ";

    public ByteLoop {
        settings = List.copyOf(settings);
    }

    /**
     * Runs it.
     *
     * @param warmUp records at first that do not count
     * @param records records that count
     * @return the records a second of those that count
     */
    public double run(long warmUp, long records) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of(bootstrapServers, topic, Long.toString(warmUp), Long.toString(records)));
        arguments.addAll(settings);
        String output = KafkaTool.run(ByteLoop.class.getName(), arguments);
        return output.lines()
                .filter(line -> line.startsWith(RATE))
                .mapToDouble(line -> Double.parseDouble(line.substring(RATE.length())))
                .findFirst()
                .orElseThrow(() -> new StackException("The loop over bytes tells no rate: " + output));
    }

    /** The process: servers, topic, warm-up, records, settings. */
    public static void main(String[] arguments) {
        Properties properties = new Properties();
        Stream.of(arguments)
                .skip(4)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> properties.put(setting[0], setting[1]));
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(arguments[1]).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            System.out.println(RATE + rate(consumer, Long.parseLong(arguments[2]), Long.parseLong(arguments[3])));
        }
    }

    private static double rate(Consumer<byte[], byte[]> consumer, long warmUp, long records) {
        long sum = 0;
        long read = 0;
        long counted = 0;
        long begin = System.nanoTime();
        while (read < warmUp + records) {
            ConsumerRecords<byte[], byte[]> polled = consumer.poll(LONGEST_POLL);
            for (ConsumerRecord<byte[], byte[]> message : polled) {
                for (byte character : message.value()) {
                    sum += character;
                }
            }
            read += polled.count();
            if (warmUp > 0 && read <= warmUp) {
                begin = System.nanoTime();
                counted = read;
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (sum == 0) {
            throw new IllegalStateException("the values are empty");
        }
        return (read - counted) / seconds;
    }
}
