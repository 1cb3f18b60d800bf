package dev.sfcrime.bench.tune;

import java.time.Duration;
import java.util.Properties;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Messages of one transaction, which nobody sees before it is committed: so a query that runs already, and is past its
 * start, gets all of them at once.
 */
final class Backlog implements AutoCloseable {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Producer<byte[], byte[]> producer;

    Backlog(String bootstrapServers, String transactionalId) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(LONGEST.toMillis()));
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 * 1024));
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Writes these of {@link GeneratedCalls}; a failure shows when they are released. */
    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed fails the transaction
    void write(String topic, String replayId, long from, long to) {
        byte[] id = ReplayHeaders.replayId(replayId);
        producer.initTransactions();
        producer.beginTransaction();
        for (long number = from; number < to; number++) {
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(topic, GeneratedCalls.key(number), GeneratedCalls.message(number));
            message.headers().add(ReplayHeaders.REPLAY_ID, id);
            message.headers().add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(number + 1));
            producer.send(message);
        }
        producer.flush();
    }

    /** Lets all be seen. */
    void release() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
