package dev.sfcrime.verify.messages;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TestMessages;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.springframework.util.unit.DataSize;

/** Keeps the newest messages, of batches of a thousand; as many as the service keeps. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(RecentMessagesBenchmark.BATCH)
public class RecentMessagesBenchmark {
    static final int BATCH = 1_000;
    static final int CAPACITY = 10_000;

    private final List<ReadBatch> batches = new ArrayList<>();
    private final RecentMessages recent = new RecentMessages(
            new MessagesProperties(CAPACITY, DataSize.ofMegabytes(64), Duration.ofMillis(20), Duration.ofSeconds(5)));
    private final LinkedBlockingDeque<ReceivedMessage> deque = new LinkedBlockingDeque<>(CAPACITY);
    private final ReceivedMessage[] ring = new ReceivedMessage[CAPACITY];
    private int recentBatch;
    private int dequeBatch;
    private int ringBatch;
    private int ringEnd;

    /** JMH makes one for each fork. */
    public RecentMessagesBenchmark() {
        for (int batch = 0; batch < CAPACITY / BATCH + 3; batch++) {
            List<ReceivedMessage> messages = new ArrayList<>();
            for (int i = 1; i <= BATCH; i++) {
                messages.add(TestMessages.ofReplay("replay", (long) batch * BATCH + i, batch % 4));
            }
            batches.add(TestMessages.batch(messages));
        }
    }

    /** How many batches come before the first one comes again. */
    int batches() {
        return batches.size();
    }

    private ReadBatch batch(int number) {
        return batches.get(number % batches.size());
    }

    /** As the service does: an {@code ArrayDeque} and a sum of bytes, behind a lock that is taken once a batch. */
    @Benchmark
    public void recentMessages() {
        recent.received(batch(recentBatch++));
    }

    /** The JDK's bounded deque, which takes a lock for each message, and does not know how large they are. */
    @Benchmark
    public void linkedBlockingDeque() {
        for (ReceivedMessage message : batch(dequeBatch++).messages()) {
            while (!deque.offerLast(message)) {
                deque.pollFirst();
            }
        }
    }

    /** The least that can be: references in an array, without a lock and without a bound on bytes. */
    @Benchmark
    public void arrayOfReferences() {
        for (ReceivedMessage message : batch(ringBatch++).messages()) {
            ring[ringEnd] = message;
            ringEnd = ringEnd + 1 == CAPACITY ? 0 : ringEnd + 1;
        }
    }

    /** What each holds, oldest first. */
    List<Collection<ReceivedMessage>> kept() {
        List<ReceivedMessage> ofRing = new ArrayList<>();
        for (int i = 0; i < CAPACITY; i++) {
            ofRing.add(ring[(ringEnd + i) % CAPACITY]);
        }
        long oldest = recent.nextPlace() - CAPACITY;
        return List.of(recent.addedSince(oldest).oldestFirst(), deque, ofRing);
    }
}
