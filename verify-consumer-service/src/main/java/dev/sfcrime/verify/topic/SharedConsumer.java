package dev.sfcrime.verify.topic;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * One consumer for all requests that read a little of a topic: opened for the first, kept for the next, and handed to one
 * request after the other. After a failure the next request gets a new one. Thread-safe.
 */
public final class SharedConsumer implements AutoCloseable {
    private final Supplier<Consumer<byte[], byte @Nullable []>> opener;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private @Nullable Consumer<byte[], byte @Nullable []> kept;

    /**
     * A consumer to be opened.
     *
     * @param opener makes one
     * @param patience how long a request waits for those before it
     */
    public SharedConsumer(Supplier<Consumer<byte[], byte @Nullable []>> opener, Duration patience) {
        this.opener = opener;
        this.patience = patience;
    }

    /**
     * Reads, once those that came before have read.
     *
     * @throws KafkaUnreachableException if they do not end in time, or Kafka fails
     */
    public <T> T read(Function<Consumer<byte[], byte @Nullable []>, T> reading) {
        try {
            if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnreachableException(null);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException(shutdown);
        }
        try {
            if (kept == null) {
                kept = opener.get();
            }
            return reading.apply(kept);
        } catch (InterruptException shutdown) {
            throw new KafkaUnreachableException(shutdown);
        } catch (KafkaException failed) {
            discard();
            throw new KafkaUnreachableException(failed);
        } finally {
            lock.unlock();
        }
    }

    private void discard() {
        if (kept != null) {
            kept.close(CloseOptions.timeout(Duration.ZERO));
            kept = null;
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            discard();
        } finally {
            lock.unlock();
        }
    }
}
