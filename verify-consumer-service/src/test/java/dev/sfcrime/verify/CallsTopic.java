package dev.sfcrime.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.sfcrime.wire.ReplayHeaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic in a real broker, to be written to and to be mistreated. */
final class CallsTopic implements AutoCloseable {
    private final String name;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final Producer<byte[], byte[]> transactions;
    private boolean begun;

    CallsTopic(String bootstrapServers, String name) {
        this.name = name;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "max.request.size", 16_000_000,
                        // a partition that was created just now may refuse the first batch and take the second, for
                        // ever
                        "max.in.flight.requests.per.connection", 1),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.transactions = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", name),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    String name() {
        return name;
    }

    CallsTopic create(int partitions) {
        await(admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                .all());
        return this;
    }

    void delete() {
        await(admin.deleteTopics(List.of(name)).all());
    }

    void grow(int partitions) {
        await(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(partitions)))
                .all());
    }

    void deleteBefore(int partition, long offset) {
        await(admin.deleteRecords(Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Writes one message and waits until Kafka has it. */
    void write(int partition, byte[] value) {
        await(producer.send(new ProducerRecord<>(name, partition, null, value)));
    }

    /** Writes messages into a partition, one after the other. */
    void writeAll(int partition, Iterable<byte[]> values) {
        List<Future<?>> sent = new ArrayList<>();
        values.forEach(value -> sent.add(producer.send(new ProducerRecord<>(name, partition, null, value))));
        producer.flush();
        sent.forEach(CallsTopic::await);
    }

    /** Writes one message of a replay with a key, and waits until Kafka has it. */
    void writeKeyed(String replayId, byte[] key, byte[] value, long sequence) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(name, 0, key, value);
        ofReplay(replayId, 0, value, sequence).headers().forEach(message.headers()::add);
        await(producer.send(message));
    }

    /** Writes messages of a replay, spread over this many partitions. */
    void writeReplay(String replayId, int partitions, byte[] value, long... sequences) {
        List<Future<?>> sent = new ArrayList<>();
        for (long sequence : sequences) {
            sent.add(producer.send(ofReplay(replayId, (int) (sequence % partitions), value, sequence)));
        }
        producer.flush();
        sent.forEach(CallsTopic::await);
    }

    void writeInTransaction(String replayId, byte[] value, boolean commit) {
        writeInOpenTransaction(replayId, value);
        if (commit) {
            commitTransaction();
        } else {
            transactions.abortTransaction();
        }
    }

    void writeInOpenTransaction(String replayId, byte[] value) {
        if (!begun) {
            transactions.initTransactions();
            begun = true;
        }
        transactions.beginTransaction();
        await(transactions.send(ofReplay(replayId, 0, value, 1)));
    }

    void commitTransaction() {
        transactions.commitTransaction();
    }

    private ProducerRecord<byte[], byte[]> ofReplay(String replayId, int partition, byte[] value, long sequence) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(name, partition, null, value);
        message.headers()
                .add(ReplayHeaders.REPLAY_ID, ReplayHeaders.replayId(replayId))
                .add(ReplayHeaders.REPLAY_SEQUENCE, ReplayHeaders.sequence(sequence));
        return message;
    }

    private static void await(Future<?> answer) {
        try {
            answer.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
        transactions.close();
        admin.close();
    }
}
