package dev.sfcrime.bench.analytics.engines;

import java.util.Map;

/** Counts the calls of a topic from its beginning, committed ones alone. */
interface Engine extends AutoCloseable {
    /** Begins to count; returns at once. */
    void start();

    /**
     * What it has counted so far.
     *
     * @throws NotReadyException before it can answer
     */
    Map<String, Long> counts(View view);

    /** Stops; bounded in time. */
    @Override
    void close();

    /** An engine that has not yet got its partitions. */
    final class NotReadyException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotReadyException(Throwable cause) {
            super(cause);
        }
    }
}
