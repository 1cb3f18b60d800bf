package dev.sfcrime.bench.analytics;

import java.io.IOException;

/** One that can count a topic, in a process of its own. */
interface Candidate {
    /** Its name in tables. */
    String label();

    /**
     * Starts it from nothing; when this returns it answers, and counts the topic from its beginning.
     *
     * @throws IOException if it cannot be started, or does not answer in time
     */
    RunningEngine start(String topic) throws IOException;
}
