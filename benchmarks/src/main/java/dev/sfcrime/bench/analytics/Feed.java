package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.util.Properties;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts recorded messages into a topic in one transaction each: an engine that reads committed messages sees none of them
 * until the commit, and then all.
 */
final class Feed implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;

    Feed(String bootstrapServers) {
        Properties properties = producerProperties(bootstrapServers);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "feed");
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 300_000);
        // topics come and go: it is not to ask for those that are gone
        properties.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, 5_000);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    /** As the suite's ingest-service sets its producers. */
    static Properties producerProperties(String bootstrapServers) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        return properties;
    }

    /** Writes all of a recording, to the partitions it was in; nobody who reads committed messages sees it yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed fails the commit
    void write(Recording recording, String topic) throws IOException {
        producer.beginTransaction();
        recording.forEach(message -> producer.send(new ProducerRecord<>(
                topic, message.partition(), null, message.key(), message.value(), message.headers())));
        producer.flush();
    }

    /** Makes what was written visible. */
    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
    }
}
