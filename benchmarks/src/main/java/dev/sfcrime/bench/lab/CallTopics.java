package dev.sfcrime.bench.lab;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeaders;
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

    /** Makes a topic; waits while one of that name is still being deleted. */
    public void create(String topic, int partitions) {
        try (Admin admin = admin()) {
            boolean created = Poll.until(() -> isCreated(admin, topic, partitions), PATIENCE);
            if (!created) {
                throw new StackException("The topic " + topic + " is there already, and is not deleted");
            }
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
            int partitions = description.partitions().size();
            Map<TopicPartition, OffsetSpec> ends = IntStream.range(0, partitions)
                    .boxed()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(topic, partition), partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException failed) {
            throw new StackException("The topic " + topic + " cannot be asked: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
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
            fill(producer, topic, replayId, from, to);
        }
    }

    /**
     * Adds the first so many calls to a topic in one transaction, so that consumers of what is committed see all of them at
     * once.
     *
     * @return when Kafka was told to commit it
     */
    public Instant fillAtOnce(String topic, String replayId, long records) {
        Properties settings = settings();
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "fill-" + replayId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Math.toIntExact(LONGEST_TRANSACTION.toMillis()));
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(settings, BYTES, BYTES)) {
            producer.initTransactions();
            producer.beginTransaction();
            fill(producer, topic, replayId, 0, records);
            Instant told = Instant.now();
            producer.commitTransaction();
            return told;
        }
    }

    private static void fill(Producer<byte[], byte[]> producer, String topic, String replayId, long from, long to) {
        byte[] id = ReplayHeaders.replayId(replayId);
        int makers = Math.max(1, Runtime.getRuntime().availableProcessors());
        try {
            Thread[] threads = new Thread[makers];
            Failures failures = new Failures();
            for (int maker = 0; maker < makers; maker++) {
                long begin = from + (to - from) * maker / makers;
                long end = from + (to - from) * (maker + 1) / makers;
                threads[maker] = new Thread(() -> send(producer, topic, id, begin, end, failures), "fill-" + maker);
                threads[maker].start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            producer.flush();
            failures.rethrow(topic);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /**
     * Lets calls come to a topic at a steady pace, as messages of one replay, until what this returns is closed.
     *
     * @param from number of the first call
     */
    public SteadyCalls stream(String topic, String replayId, long from, int recordsPerSecond) {
        return new SteadyCalls(new KafkaProducer<>(settings(), BYTES, BYTES), topic, replayId, from, recordsPerSecond);
    }

    private static void send(
            Producer<byte[], byte[]> producer, String topic, byte[] replayId, long from, long to, Failures failures) {
        for (long number = from; number < to && failures.none(); number++) {
            RecordHeaders headers = new RecordHeaders();
            headers.add(ReplayHeaders.REPLAY_ID, replayId);
            headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(number + 1));
            ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(
                    topic, null, GeneratedCalls.key(number), GeneratedCalls.message(number), headers);
            Future<RecordMetadata> unused = producer.send(message, failures);
        }
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
