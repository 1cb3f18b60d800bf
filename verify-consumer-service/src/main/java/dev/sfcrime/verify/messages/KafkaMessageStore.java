package dev.sfcrime.verify.messages;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.SharedConsumer;
import dev.sfcrime.verify.topic.TopicProperties;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.stereotype.Component;

/** Reads single messages, with one consumer for all requests. */
@Component
class KafkaMessageStore implements MessageStore, DisposableBean {
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);

    private final TopicProperties topic;
    private final Duration timeout;
    private final SharedConsumer shared;

    KafkaMessageStore(
            TopicProperties topic, MessagesProperties messages, ConsumerFactory<byte[], byte @Nullable []> consumers) {
        this.topic = topic;
        this.timeout = messages.lookupTimeout();
        Properties one = new Properties();
        one.setProperty(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "1");
        this.shared = new SharedConsumer(() -> consumers.createConsumer(null, "verify-lookup", "", one), timeout);
    }

    @Override
    public Optional<ReceivedMessage> read(int partition, long offset) {
        long deadline = System.nanoTime() + timeout.toNanos();
        return shared.read(consumer -> {
            try {
                return read(consumer, partition, offset, deadline);
            } catch (OffsetOutOfRangeException deletedMeanwhile) {
                return Optional.empty();
            }
        });
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

    @Override
    public void destroy() {
        shared.close();
    }
}
