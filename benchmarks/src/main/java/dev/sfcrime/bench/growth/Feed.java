package dev.sfcrime.bench.growth;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.function.LongFunction;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes calls to a topic in transactions as large as one likes: who reads committed messages sees all of one at once. */
final class Feed implements AutoCloseable {
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofMinutes(5);

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private final byte[] replayId;
    private final LongFunction<Message> messages;
    private long sent;

    /**
     * A message.
     *
     * @param key its key
     * @param value a call
     */
    // never compared
    @SuppressWarnings("ArrayRecordComponent")
    record Message(byte[] key, byte[] value) {}

    /**
     * A feed of one replay.
     *
     * @param messages what it sends, by number from 0
     */
    Feed(String bootstrapServers, String topic, LongFunction<Message> messages) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "growth-" + topic);
        properties.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) TRANSACTION_TIMEOUT.toMillis());
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
        this.topic = topic;
        this.replayId = ReplayHeaders.replayId(topic);
        this.messages = messages;
    }

    /** Writes the next messages, which nobody sees yet. */
    void write(long count) {
        producer.beginTransaction();
        for (long end = sent + count; sent < end; sent++) {
            Message message = messages.apply(sent);
            RecordHeaders headers = new RecordHeaders();
            headers.add(ReplayHeaders.REPLAY_ID, replayId);
            headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sent + 1));
            // a message that failed fails the commit
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(topic, null, message.key(), message.value(), headers));
        }
        producer.flush();
    }

    /** Makes visible what was written. */
    void commit() {
        producer.commitTransaction();
    }

    long sent() {
        return sent;
    }

    @Override
    public void close() {
        producer.close();
    }
}
