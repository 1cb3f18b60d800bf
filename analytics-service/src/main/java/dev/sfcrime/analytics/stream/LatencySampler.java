package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.CommittedBatch;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Samples how long messages take until the aggregates that count them can be read over HTTP: at each look, about once a
 * second, the newest message of each partition that has a new one.
 *
 * <p>It is taken whether a batch has it already or not, so that slow messages are no likelier to be in the sample than
 * fast ones. Its time ends where readers begin to see the commit of its batch; what was visible before this process
 * began is left out. Messages are looked at beside the stream, by a consumer of {@link CallsTopic}, which reads little.
 */
@Component
class LatencySampler {
    private final CallsTopic topic;
    private final AggregateStore store;
    private final VisibleLatency latency;

    /** Where partitions ended at the last look. */
    private Map<Integer, Long> ends = Map.of();

    /** The last message taken, by partition. */
    private final Map<Integer, CallsTopic.Place> taken = new HashMap<>();

    LatencySampler(CallsTopic topic, AggregateStore store, Clock clock, MeterRegistry metrics) {
        this.topic = topic;
        this.store = store;
        this.latency = new VisibleLatency(clock, metrics);
        store.onCommit(() -> latency.visible(committed()));
    }

    /**
     * Takes a sample. For one thread alone.
     *
     * @param endsNow where each partition ends now
     */
    void look(Map<Integer, Long> endsNow) {
        if (!store.isOpen()) {
            return;
        }
        latency.beginAt(committed());
        Map<Integer, Long> grown = new HashMap<>(endsNow);
        grown.entrySet().removeIf(end -> end.getValue().equals(ends.getOrDefault(end.getKey(), 0L)));
        ends = endsNow;
        for (CallsTopic.Place message : topic.newest(grown)) {
            // what came behind it may have been no message
            if (!message.equals(taken.put(message.partition(), message))) {
                latency.take(message);
            }
        }
    }

    private Map<Integer, Long> committed() {
        CommittedBatch last = store.lastBatch();
        return last == null ? Map.of() : last.offsets();
    }
}
