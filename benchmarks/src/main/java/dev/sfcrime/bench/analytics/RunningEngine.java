package dev.sfcrime.bench.analytics;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import dev.sfcrime.bench.analytics.engines.View;

/** A process that counts, read over HTTP. Closing it stops the process and deletes what it kept. */
interface RunningEngine extends AutoCloseable {
    /** Calls that the view of dispositions shows. */
    long counted() throws IOException;

    /** Calls that every view shows; at most {@link #counted()}. Costs more to ask. */
    long countedEverywhere() throws IOException;

    /** All of a view. */
    Map<String, Counted> view(View view) throws IOException;

    /** Time on processors so far. */
    Duration processorTime();

    @Override
    void close() throws IOException;
}
