package dev.sfcrime.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A replay's way into the topic. Sending is for one thread; Kafka's own thread reports what became of it. */
final class KafkaSession implements PublishingSession, Callback {
    /** As long as the producer tries to deliver a message. */
    private static final Duration TOPIC_WAIT = Duration.ofMinutes(2);

    private final Producer<String, byte[]> producer;
    private final CallsTopic topic;
    private final Header replayId;
    private final DeliveryListener listener;

    private long sent;
    private final AtomicLong settled = new AtomicLong();
    private volatile @Nullable PublishingException failure;

    /** How many messages have to be settled for the one who flushes to go on. */
    private volatile long awaited = Long.MAX_VALUE;

    private volatile CountDownLatch flushed = new CountDownLatch(1);

    KafkaSession(Producer<String, byte[]> producer, CallsTopic topic, String replayId, DeliveryListener listener) {
        this.producer = producer;
        this.topic = topic;
        this.replayId = new RecordHeader(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId));
        this.listener = listener;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the callback hears what the future would tell
    public void send(String key, byte[] value) throws PublishingException, InterruptedException {
        if (!topic.exists() && !topic.awaitExistence(TOPIC_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new PublishingException(KafkaFailures.topicMissing(TOPIC_WAIT), null);
        }
        throwFailure();
        Header sequence = new RecordHeader(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sent + 1));
        try {
            producer.send(new ProducerRecord<>(Topics.CALLS, null, key, value, List.of(replayId, sequence)), this);
        } catch (InterruptException interrupted) {
            // Kafka has set the flag again, which a checked exception stands for
            Thread.interrupted();
            throw new InterruptedException("while sending");
        } catch (KafkaException refused) {
            throw new PublishingException(KafkaFailures.describe(refused), refused);
        }
        throwFailure();
        sent++;
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception == null) {
            listener.acknowledged();
        } else {
            failed(exception);
        }
        if (settled.incrementAndGet() >= awaited) {
            flushed.countDown();
        }
    }

    @Override
    public boolean flush(Duration atMost) throws PublishingException, InterruptedException {
        flushed = new CountDownLatch(1);
        awaited = sent;
        boolean all = settled.get() >= sent || flushed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        throwFailure();
        return all;
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The first failure counts: what follows is mostly its consequence, and may come by the thousand. */
    private synchronized void failed(Exception exception) {
        if (failure == null) {
            PublishingException first = new PublishingException(KafkaFailures.describe(exception), exception);
            failure = first;
            listener.failed(first);
        }
    }

    private void throwFailure() throws PublishingException {
        PublishingException first = failure;
        if (first != null) {
            throw first;
        }
    }
}
