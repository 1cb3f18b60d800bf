package dev.sfcrime.bench.lab;

import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Calls that come to a topic at a steady pace, without transactions, until all are sent or this is closed. */
public final class SteadyCalls implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final Failures failures = new Failures();
    private final ReplayedCalls calls;
    private final Listener listener;
    private final Thread sender;
    private volatile boolean closed;

    /** Hears of messages that Kafka has, on the producer's thread. */
    public interface Listener {
        /** Kafka has taken the message with this number. */
        void acknowledged(long number, RecordMetadata written);
    }

    /**
     * Begins at once.
     *
     * @param from number of the first call
     * @param to number after that of the last one
     */
    SteadyCalls(
            Producer<byte[], byte[]> producer,
            ReplayedCalls calls,
            long from,
            long to,
            int recordsPerSecond,
            Listener listener) {
        this.producer = producer;
        this.calls = calls;
        this.listener = listener;
        sender = new Thread(() -> send(from, to, recordsPerSecond), "steady-calls");
        sender.start();
    }

    private void send(long from, long to, int recordsPerSecond) {
        Pace pace = Pace.fromNow(recordsPerSecond);
        for (long number = from; number < to && failures.none(); number++) {
            pace.await(number - from, () -> closed);
            if (closed) {
                return;
            }
            long sent = number;
            Future<RecordMetadata> unused = producer.send(calls.message(number), (written, failure) -> {
                failures.onCompletion(written, failure);
                if (failure == null && written != null) {
                    listener.acknowledged(sent, written);
                }
            });
        }
    }

    /** Waits until all are sent. */
    void awaitEnd() throws InterruptedException {
        sender.join();
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
        failures.rethrow(calls.topic());
    }
}
