package dev.sfcrime.verify.messages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TopicProperties;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads single messages with one consumer of its own, kept for the next time; {@link #lock} guards it, so that one
 * request after the other reads.
 */
@Component
class KafkaMessageStore implements MessageStore, DisposableBean {
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final TopicProperties topic;
    private final Duration timeout;
    private final ConsumerFactory<byte[], byte @Nullable []> consumers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Consumer<byte[], byte @Nullable []> idle;

    KafkaMessageStore(
            TopicProperties topic, MessagesProperties messages, ConsumerFactory<byte[], byte @Nullable []> consumers) {
        this.topic = topic;
        this.timeout = messages.lookupTimeout();
        this.consumers = consumers;
    }

    @Override
    public Optional<ReceivedMessage> read(int partition, long offset) {
        long deadline = System.nanoTime() + timeout.toNanos();
        try {
            if (!lock.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new KafkaUnreachableException(null);
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
            throw new KafkaUnreachableException(shutdown);
        }
        try {
            return read(consumer(), partition, offset, deadline);
        } catch (OffsetOutOfRangeException deletedMeanwhile) {
            return Optional.empty();
        } catch (InterruptException shutdown) {
            throw new KafkaUnreachableException(shutdown);
        } catch (KafkaException failed) {
            close();
            throw new KafkaUnreachableException(failed);
        } finally {
            lock.unlock();
        }
    }

    private Optional<ReceivedMessage> read(
            Consumer<byte[], byte @Nullable []> consumer, int partition, long offset, long deadline) {
        TopicPartition wanted = new TopicPartition(topic.name(), partition);
        boolean known = consumer.partitionsFor(topic.name(), left(deadline)).stream()
                .anyMatch(existing -> existing.partition() == partition);
        if (!known
                || offset
                        < bound(consumer.beginningOffsets(List.of(wanted), left(deadline))
                                .get(wanted))
                || offset
                        >= bound(consumer.endOffsets(List.of(wanted), left(deadline))
                                .get(wanted))) {
            return Optional.empty();
        }
        consumer.assign(List.of(wanted));
        consumer.seek(wanted, offset);
        try {
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte @Nullable []> found : consumer.poll(LONGEST_POLL)) {
                    return found.offset() == offset ? Optional.of(ReceivedMessage.of(found)) : Optional.empty();
                }
                if (consumer.position(wanted, left(deadline)) > offset) {
                    return Optional.empty();
                }
            }
        } finally {
            consumer.unsubscribe();
        }
        throw new KafkaUnreachableException(null);
    }

    private static long bound(@Nullable Long offset) {
        return offset == null ? 0 : offset;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    private Consumer<byte[], byte @Nullable []> consumer() {
        if (idle == null) {
            Properties one = new Properties();
            one.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
            idle = consumers.createConsumer(null, "verify-lookup", "", one);
        }
        return idle;
    }

    private void close() {
        if (idle != null) {
            idle.close(CloseOptions.timeout(Duration.ZERO));
            idle = null;
        }
    }

    @Override
    public void destroy() {
        lock.lock();
        try {
            close();
        } finally {
            lock.unlock();
        }
    }
}
