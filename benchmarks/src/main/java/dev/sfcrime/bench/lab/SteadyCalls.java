package dev.sfcrime.bench.lab;

import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Calls that come to a topic at a steady pace, without transactions, until this is closed. */
public final class SteadyCalls implements AutoCloseable {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final Producer<byte[], byte[]> producer;
    private final Failures failures = new Failures();
    private final String topic;
    private final byte[] replayId;
    private final Thread sender;
    private volatile boolean closed;

    /**
     * Begins at once.
     *
     * @param from number of the first of {@link GeneratedCalls}
     */
    SteadyCalls(Producer<byte[], byte[]> producer, String topic, String replayId, long from, int recordsPerSecond) {
        this.producer = producer;
        this.topic = topic;
        this.replayId = ReplayHeaders.replayId(replayId);
        sender = new Thread(() -> send(from, recordsPerSecond), "steady-calls");
        sender.start();
    }

    private void send(long from, int recordsPerSecond) {
        long start = System.nanoTime();
        for (long sent = 0; !closed && failures.none(); sent++) {
            // whole seconds first: the product would not fit after some weeks otherwise
            long due = start
                    + sent / recordsPerSecond * SECOND_NANOS
                    + sent % recordsPerSecond * SECOND_NANOS / recordsPerSecond;
            for (long left = due - System.nanoTime(); left > 0 && !closed; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            long number = from + sent;
            RecordHeaders headers = new RecordHeaders();
            headers.add(ReplayHeaders.REPLAY_ID, replayId);
            headers.add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(number + 1));
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(
                            topic, null, GeneratedCalls.key(number), GeneratedCalls.message(number), headers),
                    failures);
        }
    }

    /** Ends it; what was sent is acknowledged then. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(sender);
        try {
            sender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        failures.rethrow(topic);
    }
}
