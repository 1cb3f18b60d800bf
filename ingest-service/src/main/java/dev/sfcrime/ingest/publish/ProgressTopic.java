package dev.sfcrime.ingest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import dev.sfcrime.ingest.publish.PublishingException.Kind;
import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads what is committed of replays' progress. Thread-safe: each reading has a consumer of its own. */
@Component
class ProgressTopic {
    private static final Logger log = LoggerFactory.getLogger(ProgressTopic.class);
    private static final List<TopicPartition> PARTITION = List.of(new TopicPartition(Topics.REPLAY_PROGRESS, 0));
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration READING_TIME = Duration.ofSeconds(30);

    private final Map<String, Object> settings;

    /** Where the newest progress of a replay lies, or later ones begin. */
    private final Map<String, Long> offsets = new ConcurrentHashMap<>();

    /** Where the progress begins of replays that did not exist when all was read. */
    private volatile long beginning;

    private final Admin admin;

    ProgressTopic(ConsumerFactory<?, ?> consumers, Admin admin) {
        this.admin = admin;
        settings = new HashMap<>(consumers.getConfigurationProperties());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "replay-progress");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** The newest progress of each replay, in the order in which they were committed. */
    List<ReplayProgress> readAll() throws PublishingException, InterruptedException {
        Map<String, ReplayProgress> newest = new LinkedHashMap<>();
        long end = read(0, message -> {
            newest.remove(message.key());
            offsets.remove(message.key());
            ReplayProgress progress = progress(message);
            if (progress != null) {
                newest.put(message.key(), progress);
                offsets.put(message.key(), message.offset());
            }
        });
        beginning = end;
        return List.copyOf(newest.values());
    }

    /** The newest progress of a replay; null if there is none. */
    @Nullable
    ReplayProgress newest(String replayId) throws PublishingException, InterruptedException {
        List<ReplayProgress> found = new ArrayList<>();
        read(offsets.getOrDefault(replayId, beginning), message -> {
            ReplayProgress progress = replayId.equals(message.key()) ? progress(message) : null;
            if (progress != null) {
                found.add(progress);
                offsets.put(replayId, message.offset());
            }
        });
        return found.isEmpty() ? null : found.get(found.size() - 1);
    }

    /** Saves reading what lies before. */
    void noteCommitted(String replayId, long offset) {
        offsets.put(replayId, offset);
    }

    void forget(String replayId) {
        offsets.remove(replayId);
    }

    /** Reads up to what is the topic's end now, transactions that are still open included; returns that end. */
    private long read(long from, Consumer<ConsumerRecord<String, byte[]>> reader)
            throws PublishingException, InterruptedException {
        long deadline = System.nanoTime() + READING_TIME.toNanos();
        TopicPartition partition = PARTITION.get(0);
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(PARTITION);
            long end = uncommittedEnd();
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                consumer.poll(POLL).forEach(reader);
                if (System.nanoTime() > deadline) {
                    throw new PublishingException(
                            Kind.UNAVAILABLE,
                            "The topic %s cannot be read to its end within %d s; it is tried again."
                                    .formatted(Topics.REPLAY_PROGRESS, READING_TIME.toSeconds()),
                            null);
                }
            }
            return end;
        } catch (InterruptException interrupted) {
            Thread.interrupted();
            throw new InterruptedException("while reading progress");
        } catch (KafkaException failed) {
            throw KafkaFailures.of(failed);
        }
    }

    private long uncommittedEnd() throws PublishingException, InterruptedException {
        TopicPartition partition = PARTITION.get(0);
        try {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException failed) {
            throw KafkaFailures.of(failed);
        }
    }

    private static @Nullable ReplayProgress progress(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        try {
            return ReplayProgress.ofJson(message.value());
        } catch (IllegalArgumentException broken) {
            log.atWarn()
                    .addKeyValue("offset", message.offset())
                    .addKeyValue("reason", broken.getMessage())
                    .log("Message in the topic of progress is none");
            return null;
        }
    }
}
