package dev.sfcrime.verify.deadletters;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.sfcrime.verify.topic.KafkaUnreachableException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One look through the topic of dead letters, as it is at the beginning of the look. The letters lie in a single
 * partition, with the markers of transactions between them.
 */
final class LetterScan {
    private static final Duration LONGEST_POLL = Duration.ofMillis(100);
    private static final int SMALLEST_STEP = 16;
    private static final int LARGEST_STEP = 1024;

    private final Consumer<byte[], byte @Nullable []> consumer;
    private final TopicPartition partition;
    private final Duration timeout;
    private final long begin;
    private final long end;
    private long deadline;

    /**
     * A look.
     *
     * @param consumer of committed messages; assigned to the topic by this, which is its only use
     * @param timeout for the whole look; begins anew with {@link #renew}
     */
    LetterScan(Consumer<byte[], byte @Nullable []> consumer, String topic, Duration timeout) {
        this.consumer = consumer;
        this.partition = new TopicPartition(topic, 0);
        this.timeout = timeout;
        renew();
        if (consumer.partitionsFor(topic, left()).isEmpty()) {
            begin = 0;
            end = 0;
        } else {
            consumer.assign(List.of(partition));
            begin = consumer.beginningOffsets(List.of(partition), left()).getOrDefault(partition, 0L);
            end = consumer.endOffsets(List.of(partition), left()).getOrDefault(partition, 0L);
        }
    }

    /** Where the oldest letter may lie. */
    long begin() {
        return begin;
    }

    /** Where the next letter may come. */
    long end() {
        return end;
    }

    /** Gives the look its whole time once more. */
    void renew() {
        deadline = System.nanoTime() + timeout.toNanos();
    }

    private Duration left() {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }

    /**
     * Reads from an offset on, until the visitor has had enough.
     *
     * @param visitor takes a letter, and says whether it wants the next
     * @throws KafkaUnreachableException if time is up
     */
    void forward(long from, long to, Predicate<ConsumerRecord<byte[], byte @Nullable []>> visitor) {
        if (from >= to) {
            return;
        }
        consumer.seek(partition, from);
        while (consumer.position(partition, left()) < to) {
            if (System.nanoTime() > deadline) {
                throw new KafkaUnreachableException(null);
            }
            for (ConsumerRecord<byte[], byte @Nullable []> letter : consumer.poll(LONGEST_POLL)) {
                if (letter.offset() >= to || !visitor.test(letter)) {
                    return;
                }
            }
        }
    }

    /**
     * Walks from the newest letter back, in steps, until the visitor has had enough or all are seen.
     *
     * @param digest what is kept of a letter; those of one step are held at once
     * @param visitor takes a digest, and says whether it wants the next
     * @throws KafkaUnreachableException if time is up
     */
    <T> void back(Function<ConsumerRecord<byte[], byte @Nullable []>, T> digest, Predicate<T> visitor) {
        long to = end;
        int step = SMALLEST_STEP;
        while (to > begin) {
            long from = Math.max(begin, to - step);
            List<T> digests = new ArrayList<>();
            forward(from, to, letter -> digests.add(digest.apply(letter)));
            for (int i = digests.size() - 1; i >= 0; i--) {
                if (!visitor.test(digests.get(i))) {
                    return;
                }
            }
            to = from;
            step = Math.min(2 * step, LARGEST_STEP);
        }
    }
}
