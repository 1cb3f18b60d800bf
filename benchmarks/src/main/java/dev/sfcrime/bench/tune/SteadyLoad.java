package dev.sfcrime.bench.tune;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

import dev.sfcrime.bench.lab.GeneratedCalls;
import dev.sfcrime.local.stack.StackException;
import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One producer at an even pace, as a replay at that rate would be. */
final class SteadyLoad implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final byte[] replayId;

    SteadyLoad(String bootstrapServers, String replayId) {
        Properties properties = new Properties();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "steady");
        properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.replayId = ReplayHeaders.replayId(replayId);
    }

    /**
     * A message that Kafka has.
     *
     * @param timestamp Kafka's, in milliseconds since 1970
     */
    record Sent(long offset, long timestamp) {}

    /**
     * Sends at this rate; returns when all are acknowledged.
     *
     * @param from number of the first call of {@link GeneratedCalls}
     * @return what was sent after the warm-up, by partition and in the order of offsets
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of failures
    Map<Integer, List<Sent>> send(String topic, long from, int rate, int seconds, Duration warmUp)
            throws InterruptedException {
        Map<Integer, List<Sent>> sent = new TreeMap<>();
        List<Exception> failures = new ArrayList<>();
        long count = (long) rate * seconds;
        long skipped = rate * warmUp.toMillis() / 1000;
        long begin = System.nanoTime();
        for (long i = 0; i < count; i++) {
            awaitTurn(begin + i * 1_000_000_000L / rate);
            ProducerRecord<byte[], byte[]> message =
                    new ProducerRecord<>(topic, GeneratedCalls.key(from + i), GeneratedCalls.message(from + i));
            message.headers().add(ReplayHeaders.REPLAY_ID, replayId);
            message.headers().add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(from + i + 1));
            boolean counts = i >= skipped;
            producer.send(message, (written, failure) -> {
                synchronized (sent) {
                    if (failure != null) {
                        failures.add(failure);
                    } else if (counts) {
                        sent.computeIfAbsent(written.partition(), partition -> new ArrayList<>())
                                .add(new Sent(written.offset(), written.timestamp()));
                    }
                }
            });
        }
        producer.flush();
        synchronized (sent) {
            if (!failures.isEmpty()) {
                throw new StackException("Kafka does not take messages: " + failures.get(0), failures.get(0));
            }
            sent.values().forEach(messages -> messages.sort(Comparator.comparingLong(Sent::offset)));
            return sent;
        }
    }

    private static void awaitTurn(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
