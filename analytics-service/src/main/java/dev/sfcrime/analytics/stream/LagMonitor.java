package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.CommittedBatch;
import dev.sfcrime.analytics.aggregates.Freshness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * How far the aggregates are behind the topic. Asks Kafka about once a second, on a thread of its own; what is
 * committed is looked up at each call, so that an answer is never older than the aggregates.
 */
@Component
class LagMonitor implements Freshness, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LagMonitor.class);
    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** How long the last answer of Kafka is good for. */
    private static final Duration VALIDITY = Duration.ofSeconds(15);

    /** The consumer group under which other tools find the lag; no consumer is ever in it. */
    private static final String GROUP = "analytics";

    private final CallsTopic topic;
    private final AggregateStore store;
    private final LatencySampler sampler;
    private final Clock clock;
    private @Nullable ScheduledExecutorService thread;
    private @Nullable Future<?> looking;
    private @Nullable CommittedBatch published;
    private volatile @Nullable Seen seen;

    LagMonitor(CallsTopic topic, AggregateStore store, LatencySampler sampler, Clock clock, MeterRegistry metrics) {
        this.topic = topic;
        this.store = store;
        this.sampler = sampler;
        this.clock = clock;
        Gauge.builder("analytics.lag.records", this, monitor -> orNaN(monitor.lagRecords()))
                .description("Records in the topic that the aggregates do not hold yet")
                .register(metrics);
        Gauge.builder(
                        "analytics.oldest.unprocessed.age",
                        this,
                        monitor -> orNaN(monitor.oldestUnprocessedAgeMillis()) / 1000)
                .description("Age of the oldest record that the aggregates do not hold yet")
                .baseUnit("seconds")
                .register(metrics);
    }

    /**
     * What Kafka had at one moment.
     *
     * @param at when, in milliseconds
     * @param begins first offset by partition
     * @param ends next offset by partition
     * @param oldest timestamp of the first record that was not committed then, in milliseconds
     */
    private record Seen(long at, Map<Integer, Long> begins, Map<Integer, Long> ends, OptionalLong oldest) {}

    @Override
    public long lagRecords() {
        Seen now = current();
        return now == null ? UNKNOWN : lag(now);
    }

    @Override
    public long oldestUnprocessedAgeMillis() {
        Seen now = current();
        if (now == null) {
            return UNKNOWN;
        }
        return now.oldest().isEmpty() || lag(now) == 0
                ? 0
                : Math.max(0, clock.millis() - now.oldest().getAsLong());
    }

    /** What Kafka had a moment ago; null where it did not answer lately. */
    private @Nullable Seen current() {
        Seen last = seen;
        return last == null || clock.millis() - last.at() > VALIDITY.toMillis() ? null : last;
    }

    private long lag(Seen now) {
        long lag = 0;
        for (Map.Entry<Integer, Long> end : now.ends().entrySet()) {
            lag += Math.max(0, end.getValue() - position(end.getKey(), now.begins()));
        }
        return lag;
    }

    private static double orNaN(long number) {
        return number == UNKNOWN ? Double.NaN : (double) number;
    }

    /** How many records are not committed, by partition; partitions that lack none are left out. */
    private Map<Integer, Long> lag(Map<Integer, Long> begins, Map<Integer, Long> ends) {
        Map<Integer, Long> lag = new HashMap<>();
        ends.forEach((partition, end) -> {
            long behind = end - position(partition, begins);
            if (behind > 0) {
                lag.put(partition, behind);
            }
        });
        return lag;
    }

    private long position(int partition, Map<Integer, Long> begins) {
        CommittedBatch last = store.lastBatch();
        Long committed = last == null ? null : last.offsets().get(partition);
        return committed == null ? begins.getOrDefault(partition, 0L) : committed;
    }

    private void look() {
        try {
            if (topic.unreadable().isEmpty()) {
                Map<Integer, Long> begins = topic.beginningOffsets();
                Map<Integer, Long> ends = topic.endOffsets();
                sampler.look(ends);
                Map<Integer, Long> behind = new HashMap<>();
                lag(begins, ends).keySet().forEach(partition -> behind.put(partition, position(partition, begins)));
                OptionalLong oldest = behind.isEmpty() ? OptionalLong.empty() : topic.earliestTimestamp(behind);
                seen = new Seen(clock.millis(), begins, ends, oldest);
                publish();
            }
        } catch (ExecutionException | TimeoutException | KafkaException unreachable) {
            LOG.atDebug().setCause(unreachable).log("Kafka does not tell how far the aggregates are behind");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unexpected) {
            // an exception would end the schedule
            LOG.atWarn().setCause(unexpected).log("How far the aggregates are behind cannot be told");
        }
    }

    private void publish() throws ExecutionException, InterruptedException, TimeoutException {
        CommittedBatch last = store.lastBatch();
        if (last != null && !last.equals(published)) {
            topic.publish(GROUP, last.offsets());
            published = last;
        }
    }

    @Override
    public void start() {
        ScheduledExecutorService started =
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "lag-monitor"));
        looking = started.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        thread = started;
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null && !looking.isDone();
    }
}
