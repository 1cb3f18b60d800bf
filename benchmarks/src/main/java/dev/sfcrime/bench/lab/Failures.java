package dev.sfcrime.bench.lab;

import java.util.concurrent.atomic.AtomicReference;

import dev.sfcrime.local.stack.StackException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The first message that Kafka did not take. */
final class Failures implements Callback {
    private final AtomicReference<@Nullable Exception> first = new AtomicReference<>();

    @Override
    public void onCompletion(@Nullable RecordMetadata written, @Nullable Exception failure) {
        if (failure != null) {
            first.compareAndSet(null, failure);
        }
    }

    boolean none() {
        return first.get() == null;
    }

    void rethrow(String topic) {
        Exception failure = first.get();
        if (failure != null) {
            throw new StackException("The topic " + topic + " cannot be filled: " + failure.getMessage(), failure);
        }
    }
}
