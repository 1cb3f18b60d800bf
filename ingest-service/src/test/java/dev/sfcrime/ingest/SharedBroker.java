package dev.sfcrime.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** One real broker for all tests of this JVM, and what lies in its topic of calls. */
public final class SharedBroker {
    private static final Duration POLL = Duration.ofMillis(200);

    private SharedBroker() {}

    public static String bootstrapServers() {
        return Started.BROKER.bootstrapServers();
    }

    /** The committed messages of a replay as they lie in the topic, partition by partition. */
    public static List<ConsumerRecord<String, byte[]>> messagesOf(String replayId) {
        return messagesOf(bootstrapServers(), replayId);
    }

    /** The same, from another broker. */
    public static List<ConsumerRecord<String, byte[]>> messagesOf(String bootstrapServers, String replayId) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        List<ConsumerRecord<String, byte[]>> messages = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CALLS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(message -> {
                    Header header = message.headers().lastHeader(ReplayHeaders.REPLAY_ID);
                    if (header != null && replayId.equals(ReplayHeaders.replayId(header.value()))) {
                        messages.add(message);
                    }
                });
            }
        }
        return messages;
    }

    /** The sequence that a message carries. */
    public static long sequence(ConsumerRecord<String, byte[]> message) {
        return ReplayHeaders.sequence(message.headers()
                        .lastHeader(ReplayHeaders.REPLAY_SEQUENCE)
                        .value())
                .orElseThrow();
    }

    /** Asserts that each sequence from 1 to the last one is there once, and nothing else. */
    public static void assertDense(List<ConsumerRecord<String, byte[]>> messages, long last) {
        long[] sequences =
                messages.stream().mapToLong(SharedBroker::sequence).sorted().toArray();
        assertThat(sequences.length).isEqualTo((int) last);
        for (int i = 0; i < sequences.length; i++) {
            if (sequences[i] != i + 1) {
                throw new AssertionError("sequence " + (i + 1) + " is missing or follows another twice");
            }
        }
    }

    private static final class Started {
        static final Broker BROKER = start();

        private static Broker start() {
            try {
                Path folder = Files.createTempDirectory("ingest-broker");
                Broker broker = Broker.start(BrokerSettings.onFreePorts(folder));
                Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(broker, folder), "stop-broker"));
                return broker;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static void stop(Broker broker, Path folder) {
            try {
                broker.close();
                FileSystemUtils.deleteRecursively(folder);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
