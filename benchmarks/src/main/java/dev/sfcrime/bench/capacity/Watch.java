package dev.sfcrime.bench.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.sfcrime.bench.lab.Aggregates;

/** Asks again and again what has been counted, in a thread of its own. */
final class Watch implements AutoCloseable {
    private static final long INTERVAL_NANOS = 10_000_000;

    private final List<Sight> sights = new ArrayList<>();
    private final Supplier<Aggregates.Answer> answers;
    private final LongSupplier clock;
    private final Thread thread = new Thread(this::watch, "watch");
    private volatile boolean closed;

    /**
     * An answer, and when it was there.
     *
     * @param atMillis on the clock of Kafka's timestamps
     * @param total calls that it counts
     * @param offsets next offsets by partition: the messages before are counted
     */
    record Sight(long atMillis, long total, Map<Integer, Long> offsets) {
        Sight {
            offsets = Map.copyOf(offsets);
        }

        long next(int partition) {
            return offsets.getOrDefault(partition, 0L);
        }
    }

    Watch(Supplier<Aggregates.Answer> answers, LongSupplier clock) {
        this.answers = answers;
        this.clock = clock;
        thread.start();
    }

    private void watch() {
        while (!closed) {
            look();
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
    }

    private void look() {
        Aggregates.Answer answer = answers.get();
        sights.add(new Sight(clock.getAsLong(), answer.total(), answer.asOf().offsets()));
    }

    /** Ends it with a last look, and gives all it saw: what anybody else has seen by now is among it. */
    List<Sight> end() throws InterruptedException {
        close();
        thread.join();
        look();
        return List.copyOf(sights);
    }

    @Override
    public void close() {
        closed = true;
    }
}
