package dev.sfcrime.bench.lab;

import java.util.concurrent.Future;

import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Sends messages as fast as the processors make them. */
final class Filling {
    private Filling() {}

    /**
     * Sends them by one producer from as many threads as there are processors; returns when all are acknowledged.
     *
     * @throws StackException if Kafka does not take one
     */
    static void fill(Producer<byte[], byte[]> producer, ReplayedCalls calls, long from, long to) {
        int makers = Math.max(1, Runtime.getRuntime().availableProcessors());
        Thread[] threads = new Thread[makers];
        Failures failures = new Failures();
        for (int maker = 0; maker < makers; maker++) {
            long begin = from + (to - from) * maker / makers;
            long end = from + (to - from) * (maker + 1) / makers;
            threads[maker] = new Thread(() -> send(producer, calls, begin, end, failures), "fill-" + maker);
            threads[maker].start();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while it filled " + calls.topic(), interrupted);
        }
        producer.flush();
        failures.rethrow(calls.topic());
    }

    private static void send(
            Producer<byte[], byte[]> producer, ReplayedCalls calls, long from, long to, Failures failures) {
        for (long number = from; number < to && failures.none(); number++) {
            Future<RecordMetadata> unused = producer.send(calls.message(number), failures);
        }
    }
}
