package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import dev.sfcrime.bench.analytics.Latencies.Answer;
import dev.sfcrime.bench.lab.Pace;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Messages at a steady pace, sent without transactions, and a client that asks the engine for its count all the while.
 *
 * @param bootstrapServers Kafka's brokers
 * @param samples messages to send, again and again
 * @param recordsPerSecond the pace
 * @param warmUpSeconds how long it goes on before it counts
 * @param seconds how long it counts
 */
record SteadyStream(
        String bootstrapServers,
        List<ConsumerRecord<byte[], byte[]>> samples,
        int recordsPerSecond,
        int warmUpSeconds,
        int seconds) {
    private static final long BETWEEN_QUESTIONS_NANOS = 1_000_000;
    private static final long PATIENCE_NANOS = 30_000_000_000L;

    /**
     * Measures an engine.
     *
     * @param before calls that it has counted so far; it has nothing left to count
     * @throws IOException if it does not count all in time
     */
    Latencies measure(RunningEngine engine, String topic, long before) throws IOException {
        long[] timestamps = new long[(warmUpSeconds + seconds) * recordsPerSecond];
        Thread sender = new Thread(() -> send(topic, timestamps), "steady-stream");
        sender.start();
        List<Answer> answers = new ArrayList<>();
        long deadline = System.nanoTime() + (warmUpSeconds + seconds) * 1_000_000_000L + PATIENCE_NANOS;
        long counted = 0;
        while (counted < timestamps.length) {
            if (System.nanoTime() > deadline) {
                throw new IOException("only %d of %d calls were counted in time".formatted(counted, timestamps.length));
            }
            long answered = engine.counted() - before;
            if (answered > counted) {
                answers.add(new Answer(answered, System.currentTimeMillis()));
                counted = answered;
            }
            LockSupport.parkNanos(BETWEEN_QUESTIONS_NANOS);
        }
        await(sender);
        return Latencies.of(timestamps, answers, warmUpSeconds * recordsPerSecond);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed is never counted
    private void send(String topic, long[] timestamps) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Feed.producerProperties(bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.partitionsFor(topic);
            Pace pace = Pace.fromNow(recordsPerSecond);
            for (int i = 0; i < timestamps.length; i++) {
                pace.await(i);
                ConsumerRecord<byte[], byte[]> message = samples.get(i % samples.size());
                timestamps[i] = System.currentTimeMillis();
                producer.send(new ProducerRecord<>(
                        topic, null, timestamps[i], message.key(), message.value(), message.headers()));
            }
        }
    }

    private static void await(Thread sender) throws IOException {
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
