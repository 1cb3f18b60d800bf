package dev.sfcrime.bench.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of calls on a broker: made, filled, counted and deleted. */
public final class CallTopics {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);
    private static final ByteArraySerializer BYTES = new ByteArraySerializer();

    private final String bootstrapServers;

    /** Topics of the broker at this address, {@code host:port}. */
    public CallTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Makes a topic of as many partitions as the suite's. */
    public void create(String topic) {
        create(topic, Topics.CALLS_PARTITIONS);
    }

    /**
     * Makes a topic; waits while one of that name is still being deleted, and until each partition has a leader: a producer
     * that comes before may send out of order, and be put back for minutes.
     */
    public void create(String topic, int partitions) {
        try (Admin admin = admin()) {
            boolean created = Poll.until(() -> isCreated(admin, topic, partitions), PATIENCE);
            if (!created) {
                throw new StackException("The topic " + topic + " is there already, and is not deleted");
            }
            if (!Poll.until(() -> haveLeaders(admin, topic, partitions), PATIENCE)) {
                throw new StackException("The partitions of " + topic + " have no leaders yet after " + PATIENCE);
            }
        }
    }

    /** Whether the partitions' ends can be told, which their leaders do. */
    private static boolean haveLeaders(Admin admin, String topic, int partitions) {
        try {
            return endOffsets(admin, topic, partitions) >= 0;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw new StackException("The topic " + topic + " cannot be asked: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static boolean isCreated(Admin admin, String topic, int partitions) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw new StackException("The topic " + topic + " cannot be created: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** Deletes a topic. */
    public void delete(String topic) {
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            throw new StackException("The topic " + topic + " cannot be deleted: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** The sum of a topic's end offsets: as many messages as it has, and a marker for each transaction and partition. */
    public long endOffsets(String topic) {
        try (Admin admin = admin()) {
            TopicDescription description = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .findFirst()
                    .orElseThrow();
            return endOffsets(admin, topic, description.partitions().size());
        } catch (ExecutionException failed) {
            throw new StackException("The topic " + topic + " cannot be asked: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static long endOffsets(Admin admin, String topic, int partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                .boxed()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /**
     * Fills a topic with the first so many of {@link GeneratedCalls}, keyed and with the headers of one replay, without
     * transactions; returns when all are acknowledged.
     */
    public void fill(String topic, String replayId, long records) {
        fill(topic, replayId, 0, records);
    }

    /**
     * Adds to a topic; see {@link #fill(String, String, long)}.
     *
     * @param from number of the first call, from 0, which is also how many the replay sent before
     * @param to number after that of the last one
     */
    public void fill(String topic, String replayId, long from, long to) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings(), BYTES, BYTES)) {
            Filling.fill(producer, new ReplayedCalls(topic, replayId), from, to);
        }
    }

    /**
     * Adds the first so many calls to a topic in one transaction, so that consumers of what is committed see all of them at
     * once.
     *
     * @return when Kafka was told to commit it
     */
    public Instant fillAtOnce(String topic, String replayId, long records) {
        try (Backlog backlog = backlog(topic, replayId)) {
            backlog.write(0, records);
            return backlog.commit();
        }
    }

    /** Messages of one replay in transactions, each another call. */
    public Backlog backlog(String topic, String replayId) {
        return backlog(topic, replayId, LongUnaryOperator.identity());
    }

    /**
     * Messages of one replay in transactions.
     *
     * @param callOf the number of the call by that of the message, both from 0
     */
    public Backlog backlog(String topic, String replayId, LongUnaryOperator callOf) {
        Properties settings = settings();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "fill-" + topic + "-" + replayId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(LONGEST_TRANSACTION.toMillis()));
        return new Backlog(new KafkaProducer<>(settings, BYTES, BYTES), new ReplayedCalls(topic, replayId, callOf));
    }

    /**
     * Lets calls come to a topic at a steady pace, as messages of one replay, until what this returns is closed.
     *
     * @param from number of the first call
     */
    public SteadyCalls stream(String topic, String replayId, long from, int recordsPerSecond) {
        return stream(topic, replayId, from, Long.MAX_VALUE, recordsPerSecond, (number, written) -> {});
    }

    /**
     * Sends calls to a topic at a steady pace, as messages of one replay; returns when all are acknowledged.
     *
     * @param from number of the first call
     * @param to number after that of the last one
     */
    public void sendSteadily(
            String topic, String replayId, long from, long to, int recordsPerSecond, SteadyCalls.Listener listener)
            throws InterruptedException {
        try (SteadyCalls calls = stream(topic, replayId, from, to, recordsPerSecond, listener)) {
            calls.awaitEnd();
        }
    }

    private SteadyCalls stream(
            String topic, String replayId, long from, long to, int recordsPerSecond, SteadyCalls.Listener listener) {
        return new SteadyCalls(
                new KafkaProducer<>(settings(), BYTES, BYTES),
                new ReplayedCalls(topic, replayId),
                from,
                to,
                recordsPerSecond,
                listener);
    }

    private Properties settings() {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(
                ProducerConfig.CLIENT_ID_CONFIG,
                "fill-" + ThreadLocalRandom.current().nextInt(1 << 16));
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 * 1024));
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 << 20));
        return properties;
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static StackException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new StackException("Interrupted while it waited for Kafka", cause);
    }
}
