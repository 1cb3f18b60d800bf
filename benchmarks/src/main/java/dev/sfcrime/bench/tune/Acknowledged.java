package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sfcrime.bench.lab.SteadyCalls;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Which messages of the steady part Kafka has, and since when. */
final class Acknowledged implements SteadyCalls.Listener {
    private final long first;

    /** Guarded by this. */
    private final Map<Integer, List<Message>> byPartition = new TreeMap<>();

    /**
     * None yet.
     *
     * @param first number of the first message that counts
     */
    Acknowledged(long first) {
        this.first = first;
    }

    /**
     * A message that Kafka has.
     *
     * @param timestamp Kafka's, in milliseconds since 1970
     */
    record Message(long offset, long timestamp) {}

    @Override
    public synchronized void acknowledged(long number, RecordMetadata written) {
        if (number >= first) {
            byPartition
                    .computeIfAbsent(written.partition(), partition -> new ArrayList<>())
                    .add(new Message(written.offset(), written.timestamp()));
        }
    }

    /** Those that count, by partition and in the order of offsets. */
    synchronized Map<Integer, List<Message>> byPartition() {
        Map<Integer, List<Message>> sorted = new TreeMap<>();
        byPartition.forEach((partition, messages) -> sorted.put(
                partition,
                messages.stream()
                        .sorted(Comparator.comparingLong(Message::offset))
                        .toList()));
        return sorted;
    }
}
