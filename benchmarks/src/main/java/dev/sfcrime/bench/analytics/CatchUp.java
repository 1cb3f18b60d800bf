package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.time.Duration;

import dev.sfcrime.local.machine.Poll;

/**
 * How fast an engine that runs, warm and idle, gets through messages that become visible all at once: from just before the
 * commit of their transaction until every view shows all of them over HTTP.
 *
 * @param records how many there were
 * @param seconds how long it took
 * @param processorSeconds what the engine's process took of all processors
 */
record CatchUp(long records, double seconds, double processorSeconds) {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /**
     * Measures.
     *
     * @param before calls that the engine has counted so far
     * @throws IOException if it does not get there, or counts too much
     */
    static CatchUp measure(RunningEngine engine, Feed feed, Recording recording, String topic, long before)
            throws IOException {
        feed.write(recording, topic);
        Duration processorTime = engine.processorTime();
        long start = System.nanoTime();
        feed.commit();
        awaitAll(engine, before + recording.records());
        double seconds = (System.nanoTime() - start) / 1e9;
        Duration taken = engine.processorTime().minus(processorTime);
        return new CatchUp(recording.records(), seconds, taken.toMillis() / 1e3);
    }

    /** Asks the cheap question until it is answered with all, and only then the dear one. */
    private static void awaitAll(RunningEngine engine, long all) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long counted = engine.counted();
        while (counted < all || engine.countedEverywhere() < all) {
            if (System.nanoTime() > deadline) {
                throw new IOException("only %d of %d calls were counted in time".formatted(counted, all));
            }
            Poll.until(() -> false, POLL, POLL);
            counted = engine.counted();
        }
        if (counted > all) {
            throw new IOException("%d calls were counted; there are %d".formatted(counted, all));
        }
    }

    /** Records a second. */
    double rate() {
        return records / seconds;
    }
}
