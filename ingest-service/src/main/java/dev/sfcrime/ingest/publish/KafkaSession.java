package dev.sfcrime.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A replay's own transactional producer. */
final class KafkaSession implements PublishingSession {
    private final Producer<String, byte[]> producer;
    private final ProgressTopic progressTopic;
    private final TransactionMeters meters;
    private final Header replayId;

    /** Whether a transaction was begun that is not known to be committed. */
    private boolean inTransaction;

    KafkaSession(
            Producer<String, byte[]> producer, ProgressTopic progressTopic, TransactionMeters meters, String replayId) {
        this.producer = producer;
        this.progressTopic = progressTopic;
        this.meters = meters;
        this.replayId = new RecordHeader(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId));
    }

    /** Ends all earlier sessions of the same replay. */
    void begin() throws PublishingException, InterruptedException {
        attempt(() -> {
            producer.initTransactions();
            return true;
        });
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a message that failed fails its transaction
    public void send(String key, byte[] value, long sequence, @Nullable InjectedFault fault)
            throws PublishingException, InterruptedException {
        Header place = new RecordHeader(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        List<Header> headers = fault == null
                ? List.of(replayId, place)
                : List.of(replayId, place, new RecordHeader(InjectedFault.HEADER, fault.toHeader()));
        attempt(() -> {
            beginIfNone();
            return producer.send(new ProducerRecord<>(Topics.CALLS, null, key, value, headers));
        });
    }

    @Override
    public void commit(ReplayProgress progress) throws PublishingException, InterruptedException {
        long began = System.nanoTime();
        Future<RecordMetadata> stored = attempt(() -> {
            beginIfNone();
            Future<RecordMetadata> sent =
                    producer.send(new ProducerRecord<>(Topics.REPLAY_PROGRESS, progress.replayId(), progress.toJson()));
            producer.commitTransaction();
            return sent;
        });
        inTransaction = false;
        meters.committed(System.nanoTime() - began);
        try {
            progressTopic.noteCommitted(progress.replayId(), stored.get().offset());
        } catch (ExecutionException impossible) {
            throw KafkaFailures.of(impossible);
        }
    }

    /** Without waiting: what is open is aborted by the next session, by whoever takes over, or by Kafka in time. */
    @Override
    public void close() {
        if (inTransaction) {
            inTransaction = false;
            meters.aborted(1);
        }
        boolean interrupted = Thread.interrupted();
        producer.close(Duration.ZERO);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginIfNone() {
        if (!inTransaction) {
            producer.beginTransaction();
            inTransaction = true;
        }
    }

    private static <T> T attempt(Attempt<T> what) throws PublishingException, InterruptedException {
        try {
            return what.run();
        } catch (InterruptException interrupted) {
            // Kafka has set the flag again, which a checked exception stands for
            Thread.interrupted();
            throw new InterruptedException("while publishing");
        } catch (KafkaException failed) {
            throw KafkaFailures.of(failed);
        }
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run();
    }
}
