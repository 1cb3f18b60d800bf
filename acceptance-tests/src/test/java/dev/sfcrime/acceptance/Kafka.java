package dev.sfcrime.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.sfcrime.acceptance.Message.Position;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What Kafka holds, read by a plain consumer of committed messages. The names are written out: they are the contract. */
record Kafka(String bootstrapServers) {
    private static final String CALLS = "police-department-calls-for-service";
    private static final String DEAD_LETTERS = CALLS + ".dlq";
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Every committed message of the topic of calls; its replays have ended, so that no transaction is open. */
    List<Message> messages() {
        List<Message> messages = new ArrayList<>();
        read(CALLS, "read_committed", record -> messages.add(message(record)));
        return messages;
    }

    /** Puts messages into the topic of calls as any other producer might, without a replay. */
    void send(String text, int count) {
        send(Collections.nCopies(count, new ProducerRecord<>(CALLS, text)));
    }

    /** Puts a message into the topic of calls that says to be the first of a replay. */
    void sendInTheNameOf(String replayId, String text) {
        ProducerRecord<String, String> message = new ProducerRecord<>(CALLS, text);
        message.headers().add("replay-id", replayId.getBytes(StandardCharsets.UTF_8));
        message.headers().add("replay-sequence", "1".getBytes(StandardCharsets.UTF_8));
        send(List.of(message));
    }

    private void send(List<ProducerRecord<String, String>> messages) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new StringSerializer())) {
            List<Future<RecordMetadata>> sent =
                    messages.stream().map(producer::send).toList();
            producer.flush();
            assertThat(sent).allSatisfy(message -> assertThat(message).succeedsWithin(Duration.ZERO));
        }
    }

    /** Deletes the topic of calls, and with it all that anybody sent. */
    void deleteCalls() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            assertThat(admin.deleteTopics(List.of(CALLS)).all().toCompletionStage())
                    .succeedsWithin(Duration.ofSeconds(10));
        }
    }

    /** Creates the topic of calls, which must not be there. */
    void createCalls(int partitions) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            assertThat(admin.createTopics(List.of(new NewTopic(CALLS, partitions, (short) 1)))
                            .all()
                            .toCompletionStage())
                    .succeedsWithin(Duration.ofSeconds(10));
        }
    }

    /** Where the source of every dead letter lies. */
    List<Position> deadLetterSources() {
        List<Position> sources = new ArrayList<>();
        read(
                DEAD_LETTERS,
                "read_committed",
                record -> sources.add(new Position(
                        Integer.parseInt(header(record, "dlq-source-partition")),
                        Long.parseLong(header(record, "dlq-source-offset")))));
        return sources;
    }

    /** Partitions of the topic of calls, by how many offsets at their end no consumer of committed messages may see. */
    Map<TopicPartition, Long> uncommitted() {
        Map<TopicPartition, Long> stable = read(CALLS, "read_committed", record -> {});
        Map<TopicPartition, Long> ends = read(CALLS, "read_uncommitted", record -> {});
        ends.replaceAll((partition, end) -> end - stable.get(partition));
        return ends;
    }

    /** Reads a topic up to the end that it has now, and gives that end. */
    private Map<TopicPartition, Long> read(
            String topic, String isolation, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
            return ends;
        }
    }

    private static Message message(ConsumerRecord<byte[], byte[]> record) {
        String injected = record.headers().lastHeader("injected") == null
                ? null
                : header(record, "injected").intern();
        return new Message(
                new Position(record.partition(), record.offset()),
                header(record, "replay-id").intern(),
                Long.parseLong(header(record, "replay-sequence")),
                injected,
                Message.MALFORMED.equals(injected) ? null : Call.of(JSON.readTree(record.value())));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new AssertionError("no header " + name + " at " + record.topic() + "-" + record.partition()
                    + ", offset " + record.offset());
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
