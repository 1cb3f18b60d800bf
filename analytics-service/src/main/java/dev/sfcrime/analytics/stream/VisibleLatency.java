package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * How long it takes from a message's Kafka timestamp until readers see a commit that holds it. Messages may be told of
 * before that commit, and shortly after it.
 */
final class VisibleLatency {
    /** Most messages of a partition that wait for their commit; while there are so many, others are left out. */
    static final int MOST_WAITING = 120;

    /** Most commits remembered; the fastest batches take several seconds to make so many. */
    static final int MOST_COMMITS = 256;

    private final Clock clock;
    private final Timer latency;

    /** Newest first; guarded by this. */
    private final Deque<Commit> commits = new ArrayDeque<>();

    /** Oldest first, by partition; guarded by this. */
    private final Map<Integer, Deque<CallsTopic.Place>> waiting = new HashMap<>();

    VisibleLatency(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        this.latency = Timer.builder("analytics.visible.latency")
                .description("From Kafka's timestamp until the aggregates that count the message can be read; sampled")
                .register(metrics);
    }

    /**
     * What was visible from a moment on.
     *
     * @param at the moment, in milliseconds since 1970
     * @param offsets next offset by partition
     */
    private record Commit(long at, Map<Integer, Long> offsets) {
        boolean holds(CallsTopic.Place message) {
            return message.offset() < offsets.getOrDefault(message.partition(), 0L);
        }
    }

    /** Tells, unless a commit was told of before, what is visible already: it is not known since when. */
    synchronized void beginAt(Map<Integer, Long> offsets) {
        if (commits.isEmpty()) {
            commits.add(new Commit(clock.millis(), offsets));
        }
    }

    /** Tells that from now on readers see all messages before these offsets; none where all are counted anew. */
    synchronized void visible(Map<Integer, Long> offsets) {
        if (offsets.isEmpty()) {
            // maybe of another topic
            commits.clear();
            waiting.clear();
        }
        Commit commit = new Commit(clock.millis(), offsets);
        commits.addFirst(commit);
        if (commits.size() > MOST_COMMITS) {
            commits.removeLast();
        }
        for (Deque<CallsTopic.Place> ofPartition : waiting.values()) {
            while (!ofPartition.isEmpty() && commit.holds(ofPartition.element())) {
                record(ofPartition.remove(), commit);
            }
        }
    }

    /** Tells of a message; those of a partition in the order of their offsets, and each once. */
    synchronized void take(CallsTopic.Place message) {
        Commit first = null;
        for (Commit commit : commits) {
            if (!commit.holds(message)) {
                if (first == null) {
                    await(message);
                } else {
                    record(message, first);
                }
                return;
            }
            first = commit;
        }
        // visible for longer than is remembered
    }

    private void await(CallsTopic.Place message) {
        Deque<CallsTopic.Place> ofPartition =
                waiting.computeIfAbsent(message.partition(), partition -> new ArrayDeque<>());
        if (ofPartition.size() < MOST_WAITING) {
            ofPartition.add(message);
        }
    }

    private void record(CallsTopic.Place message, Commit commit) {
        latency.record(Math.max(0, commit.at() - message.timestamp()), TimeUnit.MILLISECONDS);
    }
}
