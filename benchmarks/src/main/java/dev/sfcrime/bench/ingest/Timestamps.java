package dev.sfcrime.bench.ingest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads Kafka's timestamps of what comes to a topic from now on. */
final class Timestamps implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;

    Timestamps(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        skip();
    }

    /** Passes over all that has come. */
    void skip() {
        consumer.seekToEnd(consumer.assignment());
        // it seeks only when it is asked where it is
        consumer.assignment().forEach(consumer::position);
    }

    /** Those of the next so many messages. */
    long[] next(long messages) {
        LongStream.Builder timestamps = LongStream.builder();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long read = 0;
        while (read < messages) {
            if (System.nanoTime() - deadline >= 0) {
                throw new StackException("%d of %d messages did not arrive".formatted(messages - read, messages));
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
                timestamps.add(message.timestamp());
                read++;
            }
        }
        return timestamps.build().toArray();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
