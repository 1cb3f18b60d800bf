package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Writes dead letters as long as all goes well: each transaction holds letters and the offsets of their sources. After
 * any failure a session is of no more use, since it does not know what has been committed; the next one does.
 *
 * <p>Confined to the router's thread; only {@link #refused} is filled by the producer's.
 */
final class RoutingSession implements AutoCloseable {
    private final DeadLetterProperties properties;
    private final String sourceTopic;
    private final KafkaQuestions kafka;
    private final Producer<byte[], byte[]> producer;
    private final KafkaClientMetrics producerMetrics;
    private final Map<TopicPartition, OffsetAndMetadata> committed;
    private final Set<PendingLetter> refused =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    private RoutedOffsets routed = new RoutedOffsets(Uuid.ZERO_UUID, Map.of());
    private long nextNumber;

    /**
     * A session.
     *
     * @param kafka closed with the session
     * @param producer with its transactions initialised, so that none of an earlier one is open
     * @param producerMetrics closed with the session
     * @param committed the group's offsets, read after that
     * @param nextNumber number of the next letter
     */
    RoutingSession(
            DeadLetterProperties properties,
            String sourceTopic,
            KafkaQuestions kafka,
            Producer<byte[], byte[]> producer,
            KafkaClientMetrics producerMetrics,
            Map<TopicPartition, OffsetAndMetadata> committed,
            long nextNumber) {
        this.properties = properties;
        this.sourceTopic = sourceTopic;
        this.kafka = kafka;
        this.producer = producer;
        this.producerMetrics = producerMetrics;
        this.committed = committed;
        this.nextNumber = nextNumber;
    }

    /** The id that the source topic has now; empty where there is none. */
    Optional<Uuid> sourceId() {
        return kafka.topicId(sourceTopic);
    }

    /** Those of the letters, all of one topic, that have not been routed yet. */
    List<PendingLetter> unroutedOf(List<PendingLetter> letters) {
        if (!letters.isEmpty()) {
            select(letters.get(0).topicId());
        }
        return routed.unroutedOf(letters);
    }

    private void select(Uuid topicId) {
        if (!routed.topicId().equals(topicId)) {
            routed = RoutedOffsets.of(topicId, committed);
        }
    }

    /**
     * Writes letters of one topic, none of them routed yet, in one transaction; when this returns they are committed.
     *
     * @throws KafkaException if it is unknown whether they are
     */
    void route(List<PendingLetter> letters) {
        RoutedOffsets after = routed.with(letters);
        long number = nextNumber;
        producer.beginTransaction();
        for (PendingLetter letter : letters) {
            // the commit fails where a letter does
            Future<?> unused = producer.send(
                    DeadLetterForm.of(letter, number, sourceTopic, properties.topic()), (sent, failure) -> {
                        if (failure instanceof RecordTooLargeException) {
                            refused.add(letter);
                        }
                    });
            number++;
        }
        try {
            commit(after);
        } catch (KafkaException failed) {
            awaitRefusals(failed);
            throw failed;
        }
        nextNumber = number;
    }

    /** An abort ends with every letter's fate known; without it the producer may fail before it tells whose fault it was. */
    private void awaitRefusals(KafkaException failed) {
        if (failed instanceof RecordTooLargeException || failed.getCause() instanceof RecordTooLargeException) {
            try {
                producer.abortTransaction();
            } catch (KafkaException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
        }
    }

    /** Commits the offsets of this topic once more: Kafka forgets those that are not committed for a long time. */
    void refresh(Uuid topicId) {
        select(topicId);
        if (!routed.next().isEmpty()) {
            producer.beginTransaction();
            commit(routed);
        }
    }

    // the other way to a group's metadata is a consumer in it, which would be there for nothing else
    @SuppressWarnings("removal")
    private void commit(RoutedOffsets offsets) {
        // no member of the group: fencing by the producer's id is enough, as one thread alone routes
        producer.sendOffsetsToTransaction(offsets.toCommit(sourceTopic), new ConsumerGroupMetadata(properties.group()));
        producer.commitTransaction();
        routed = offsets;
    }

    /** Whether Kafka has refused the letter as too large. */
    boolean hasRefused(PendingLetter letter) {
        return refused.contains(letter);
    }

    /** Leaves an open transaction as it is; the next session aborts it. */
    @Override
    public void close() {
        producerMetrics.close();
        producer.close(Duration.ZERO);
        kafka.close();
    }
}
