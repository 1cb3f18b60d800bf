package dev.sfcrime.analytics.stream;

import java.time.Duration;

/** Pauses between attempts that double up to a longest one. For one thread. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    /** The pause before the next attempt. */
    Duration next() {
        Duration pause = next;
        Duration doubled = pause.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return pause;
    }

    /** An attempt succeeded: the next pause is the first again. */
    void reset() {
        next = first;
    }
}
