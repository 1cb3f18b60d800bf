package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import dev.sfcrime.bench.lab.Lab;
import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.wire.ReplayProgress.State;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Messages that ingest-service has sent in one replay of its synthetic dataset, kept in the suite's topic.
 *
 * @param bootstrapServers Kafka's brokers
 * @param from where they begin, by partition
 * @param records how many there are
 */
record Recording(String bootstrapServers, Map<TopicPartition, Long> from, long records) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofSeconds(5);

    /**
     * Lets ingest-service, which must run, replay its synthetic dataset as fast as it can.
     *
     * @param records messages to send, a multiple of {@code loops}
     * @param loops how often the dataset's first {@code records / loops} are sent
     */
    static Recording make(Lab lab, long records, int loops) throws IOException {
        Map<TopicPartition, Long> from = ends(lab.bootstrapServers(), Topics.CALLS);
        JsonClient http = lab.http();
        URI replays = lab.url(Service.INGEST, "/api/v1/replays");
        Replay asked = http.post(
                replays,
                Map.of(
                        "dataset",
                        "synthetic",
                        "pace",
                        Map.of("unlimited", true),
                        "limit",
                        records / loops,
                        "loops",
                        loops),
                Replay.class);
        URI replay = URI.create(replays + "/" + asked.id());
        Poll.until(() -> isOver(http, replay), PATIENCE);
        Replay ended = http.get(replay, Replay.class);
        if (ended.state() != State.COMPLETED || ended.acknowledged() != records) {
            throw new IOException("ingest-service was to send %d messages: %s".formatted(records, ended));
        }
        return new Recording(lab.bootstrapServers(), from, records);
    }

    private static Map<TopicPartition, Long> ends(String bootstrapServers, String topic) throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (int partition = 0; partition < Topics.CALLS_PARTITIONS; partition++) {
                latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException failed) {
            throw new IOException(topic + " cannot be asked for its end", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static boolean isOver(JsonClient http, URI replay) {
        try {
            return http.get(replay, Replay.class).state().isFinal();
        } catch (IOException failed) {
            return false;
        }
    }

    /** The first so many of them. */
    List<ConsumerRecord<byte[], byte[]>> first(int count) throws IOException {
        List<ConsumerRecord<byte[], byte[]>> messages = new ArrayList<>(count);
        new Recording(bootstrapServers, from, count).forEach(messages::add);
        return messages;
    }

    /** Reads all of them, each partition in its order. */
    void forEach(Consumer<ConsumerRecord<byte[], byte[]>> use) throws IOException {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers)) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long left = records;
            while (left > 0) {
                int polled = 0;
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    polled++;
                    if (left-- > 0) {
                        use.accept(message);
                    }
                }
                if (polled == 0) {
                    throw new IOException("%d recorded messages are missing".formatted(left));
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5000);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What is read of a replay. */
    private record Replay(String id, State state, long acknowledged) {}
}
