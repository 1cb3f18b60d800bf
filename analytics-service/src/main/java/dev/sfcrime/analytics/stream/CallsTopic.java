package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sfcrime.kafka.KafkaRefusal;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.stereotype.Component;

/** The calls' topic as Kafka has it now, seen from outside the streaming query. */
@Component
class CallsTopic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PEEK = Duration.ofMillis(200);

    /**
     * How far before a partition's end its newest message is looked for: the last offsets may be those of transactions'
     * markers.
     */
    private static final int NEAR_THE_END = 16;

    /** Little, so that looking costs Kafka little; of a batch of the log that is larger, all comes. */
    private static final int FETCH_BYTES = 64 << 10;

    private final String topic;
    private final Map<String, Object> settings;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> peeker;

    CallsTopic(QueryProperties properties) {
        this.topic = properties.topic();
        Map<String, Object> client = new HashMap<>();
        properties.kafka().forEach((option, value) -> {
            if (option.startsWith("kafka.")) {
                client.put(option.substring("kafka.".length()), value);
            }
        });
        client.put("bootstrap.servers", properties.bootstrapServers());
        client.put("request.timeout.ms", (int) PATIENCE.toMillis());
        client.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        this.settings = Map.copyOf(client);
        this.admin = Admin.create(client);
        client.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        client.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, NEAR_THE_END);
        client.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        client.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        client.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        this.peeker = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Why the topic cannot be read now, or nothing. */
    Optional<String> unreadable() throws InterruptedException {
        try {
            partitions();
            return Optional.empty();
        } catch (ExecutionException failed) {
            return Optional.of(
                    failed.getCause() instanceof UnknownTopicOrPartitionException
                            ? "the topic " + topic + " does not exist yet"
                            : KafkaRefusal.reason(failed, settings));
        } catch (TimeoutException late) {
            return Optional.of(KafkaRefusal.reason(late, settings));
        }
    }

    /** The id that Kafka gave to the topic; another one of the same name has another id. */
    String id() throws ExecutionException, InterruptedException, TimeoutException {
        return askForId().await();
    }

    /** Asks for the {@link #id()}, and does not wait. */
    Answer<String> askForId() {
        KafkaFuture<TopicDescription> asked = describe();
        return () -> within(asked).topicId().toString();
    }

    /** An answer of Kafka that may be still on its way. */
    @FunctionalInterface
    interface Answer<T> {
        /** Waits for it. */
        T await() throws ExecutionException, InterruptedException, TimeoutException;
    }

    /** Where each partition ends for readers of committed messages, by partition. */
    Map<Integer, Long> endOffsets() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicPartition partition : partitions()) {
            wanted.put(partition, OffsetSpec.latest());
        }
        return offsets(wanted);
    }

    /** Where each partition begins, by partition. */
    Map<Integer, Long> beginningOffsets() throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicPartition partition : partitions()) {
            wanted.put(partition, OffsetSpec.earliest());
        }
        return offsets(wanted);
    }

    /**
     * A message's place and time.
     *
     * @param timestamp Kafka's, in milliseconds since 1970
     */
    record Place(int partition, long offset, long timestamp) {}

    /**
     * When the first message at or after each of the offsets came to Kafka. One thread at a time.
     *
     * @param offsets offset by partition
     * @return the earliest of them; empty where there is no such message, or it did not come within a moment
     */
    OptionalLong earliestTimestamp(Map<Integer, Long> offsets) {
        OptionalLong earliest = OptionalLong.empty();
        for (ConsumerRecords<byte[], byte[]> messages : peek(offsets)) {
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                earliest = OptionalLong.of(Math.min(earliest.orElse(Long.MAX_VALUE), message.timestamp()));
            }
        }
        return earliest;
    }

    /**
     * The newest message of each partition, or one of the newest: none where the last offsets hold no committed message.
     * One thread at a time.
     *
     * @param ends next offset by partition
     */
    List<Place> newest(Map<Integer, Long> ends) {
        Map<Integer, Long> offsets = new HashMap<>();
        ends.forEach((partition, end) -> offsets.put(partition, Math.max(0, end - NEAR_THE_END)));
        List<Place> newest = new ArrayList<>();
        for (ConsumerRecords<byte[], byte[]> messages : peek(offsets)) {
            Place last = null;
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                last = new Place(message.partition(), message.offset(), message.timestamp());
            }
            if (last != null) {
                newest.add(last);
            }
        }
        return newest;
    }

    /** The next few messages of each partition from an offset on. */
    private List<ConsumerRecords<byte[], byte[]>> peek(Map<Integer, Long> offsets) {
        List<TopicPartition> partitions =
                offsets.keySet().stream().map(this::partition).toList();
        List<ConsumerRecords<byte[], byte[]>> found = new ArrayList<>();
        peeker.assign(partitions);
        for (TopicPartition partition : partitions) {
            peeker.pause(partitions);
            peeker.resume(List.of(partition));
            peeker.seek(partition, offsets.getOrDefault(partition.partition(), 0L));
            found.add(peeker.poll(PEEK));
        }
        return found;
    }

    /** Writes down, for other tools to show the lag, how far the query has come. */
    void publish(String group, Map<Integer, Long> offsets)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        offsets.forEach((partition, offset) -> positions.put(partition(partition), new OffsetAndMetadata(offset)));
        within(admin.alterConsumerGroupOffsets(group, positions).all());
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException, TimeoutException {
        return description().partitions().stream()
                .map(description -> partition(description.partition()))
                .toList();
    }

    private TopicDescription description() throws ExecutionException, InterruptedException, TimeoutException {
        return within(describe());
    }

    private KafkaFuture<TopicDescription> describe() {
        return admin.describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next();
    }

    private Map<Integer, Long> offsets(Map<TopicPartition, OffsetSpec> wanted)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<Integer, Long> offsets = new HashMap<>();
        within(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all())
                .forEach((partition, found) -> offsets.put(partition.partition(), found.offset()));
        return offsets;
    }

    private TopicPartition partition(int partition) {
        return new TopicPartition(topic, partition);
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        peeker.close(CloseOptions.timeout(Duration.ZERO));
        admin.close(Duration.ZERO);
    }
}
