package dev.sfcrime.bench.lab;

import java.time.Instant;

import org.apache.kafka.clients.producer.Producer;

/**
 * Messages in transactions as large as one likes: who reads what is committed sees none of one before its commit, and then
 * all at once.
 */
public final class Backlog implements AutoCloseable {
    private final Producer<byte[], byte[]> producer;
    private final ReplayedCalls calls;

    Backlog(Producer<byte[], byte[]> producer, ReplayedCalls calls) {
        this.producer = producer;
        this.calls = calls;
        producer.initTransactions();
    }

    /**
     * Writes messages, in a new transaction; returns when Kafka has them.
     *
     * @param from number of the first one, from 0
     * @param to number after that of the last one
     */
    public void write(long from, long to) {
        producer.beginTransaction();
        Filling.fill(producer, calls, from, to);
    }

    /**
     * Lets them be seen.
     *
     * @return when Kafka was told to
     */
    public Instant commit() {
        Instant told = Instant.now();
        producer.commitTransaction();
        return told;
    }

    /** Ends it; what was not committed is never seen. */
    @Override
    public void close() {
        producer.close();
    }
}
