package dev.sfcrime.verify;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.sfcrime.wire.InjectedFault;
import dev.sfcrime.wire.ReplayHeaders;
import dev.sfcrime.wire.ReplayProgress;
import dev.sfcrime.wire.ReplayProgress.State;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends replays as ingest does: messages and progress in one transaction. */
final class SentReplays implements AutoCloseable {
    static final int PARTITIONS = 2;
    private static final Instant START = Instant.parse("2026-11-20T16:00:00Z");

    private final String calls;
    private final String progress;
    private final byte[] call;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;

    SentReplays(String bootstrapServers, String calls, byte[] call) {
        this.calls = calls;
        this.progress = calls + "-progress";
        this.call = call;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", progress),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String progressTopic() {
        return progress;
    }

    void create() {
        create(new NewTopic(calls, Optional.of(PARTITIONS), Optional.empty()));
        create(new NewTopic(progress, Optional.of(1), Optional.empty()).configs(Map.of("cleanup.policy", "compact")));
        producer.initTransactions();
    }

    private void create(NewTopic topic) {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    void begin() {
        producer.beginTransaction();
    }

    /** One message for each of these sequences. */
    void send(String replayId, long from, long to) {
        for (long sequence = from; sequence <= to; sequence++) {
            send(message(replayId, sequence, call));
        }
    }

    void inject(String replayId, long sequence, InjectedFault fault) {
        byte[] value = fault == InjectedFault.MALFORMED ? "no call".getBytes(StandardCharsets.UTF_8) : call;
        ProducerRecord<byte[], byte[]> message = message(replayId, sequence, value);
        message.headers().add(InjectedFault.HEADER, fault.toHeader());
        send(message);
    }

    private ProducerRecord<byte[], byte[]> message(String replayId, long sequence, byte[] value) {
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(calls, (int) (sequence % PARTITIONS), null, value);
        message.headers()
                .add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId))
                .add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        return message;
    }

    /** Tells of a replay into which one message of each fault was put. */
    void tellWithFaults(String replayId, State state, long sent) {
        tell(new ReplayProgress(replayId, state, sent - 3, 0, sent, 1, 1, 1, START, null, null, null));
    }

    void tell(String replayId, State state, long sent) {
        tell(new ReplayProgress(replayId, state, sent, 0, sent, 0, 0, 0, START, null, null, null));
    }

    private void tell(ReplayProgress told) {
        send(new ProducerRecord<>(progress, told.replayId().getBytes(StandardCharsets.UTF_8), told.toJson()));
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        // a message that fails lets the commit fail
        Future<?> unused = producer.send(message);
    }

    void forget(String replayId) {
        send(new ProducerRecord<>(progress, replayId.getBytes(StandardCharsets.UTF_8), null));
    }

    void commit() {
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
    }
}
