package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.sfcrime.verify.topic.TopicProperties;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/** Opens sessions that write dead letters. */
@Component
class RoutingSessions {
    /** How long a transaction may stay open before Kafka aborts it, and fences who opened it. */
    static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(1);

    /** Room for the largest letter and its frame, and for many of the usual size. */
    private static final int BUFFER = DeadLetterForm.LARGEST + (3 << 20);

    private static final int BATCH = 128 << 10;
    private static final int LONGEST_BLOCK_MILLIS = 10_000;

    private final DeadLetterProperties properties;
    private final TopicProperties source;
    private final KafkaAdmin admins;
    private final ProducerFactory<?, ?> producers;
    private final DeadLetterReader reader;
    private final MeterRegistry meters;

    RoutingSessions(
            DeadLetterProperties properties,
            TopicProperties source,
            KafkaAdmin admins,
            ProducerFactory<?, ?> producers,
            DeadLetterReader reader,
            MeterRegistry meters) {
        this.properties = properties;
        this.source = source;
        this.admins = admins;
        this.producers = producers;
        this.reader = reader;
        this.meters = meters;
    }

    /**
     * Ends what an earlier session, of this process or another, left open, and begins where it came to.
     *
     * @throws KafkaException if Kafka does not answer, or refuses
     * @throws dev.sfcrime.verify.topic.KafkaUnreachableException if it does not hand out the newest letter
     */
    RoutingSession open() {
        KafkaQuestions kafka =
                new KafkaQuestions(Admin.create(admins.getConfigurationProperties()), source.requestTimeout());
        Producer<byte[], byte[]> producer = producer();
        KafkaClientMetrics producerMetrics = new KafkaClientMetrics(producer);
        try {
            kafka.create(topic());
            producer.initTransactions();
            producerMetrics.bindTo(meters);
            return new RoutingSession(
                    properties,
                    source.name(),
                    kafka,
                    producer,
                    producerMetrics,
                    kafka.committed(properties.group()),
                    reader.newestNumber() + 1);
        } catch (RuntimeException failed) {
            producerMetrics.close();
            producer.close(Duration.ZERO);
            kafka.close();
            throw failed;
        }
    }

    private NewTopic topic() {
        return new NewTopic(properties.topic(), 1, properties.replicationFactor())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        "-1",
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(DeadLetterForm.LARGEST)));
    }

    private Producer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>(producers.getConfigurationProperties());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "verify-dead-letters");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, properties.transactionalId());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetterForm.LARGEST);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MILLIS);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
