package dev.sfcrime.verify;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.sfcrime.wire.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What lies in a topic of dead letters, read without the service. */
final class DeadLettersTopic {
    private final String bootstrapServers;
    private final TopicPartition partition;

    DeadLettersTopic(String bootstrapServers, String callsTopic) {
        this.bootstrapServers = bootstrapServers;
        this.partition = new TopicPartition(name(callsTopic), 0);
    }

    static String name(String callsTopic) {
        return callsTopic + ".dlq";
    }

    static String group(String callsTopic) {
        return callsTopic + ".dead-letters";
    }

    /** All committed letters, oldest first; none where there is no topic yet. */
    List<ConsumerRecord<byte[], byte[]>> letters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "allow.auto.create.topics", "false"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            if (consumer.partitionsFor(partition.topic()).isEmpty()) {
                return letters;
            }
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(letters::add);
            }
        }
        return letters;
    }

    /** Partition and offset of each letter's source, oldest letter first. */
    List<String> sources() {
        return letters().stream()
                .map(letter -> header(letter, DeadLetterHeaders.SOURCE_PARTITION) + "/"
                        + header(letter, DeadLetterHeaders.SOURCE_OFFSET))
                .toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
