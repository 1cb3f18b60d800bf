package dev.sfcrime.verify.delivery;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.verify.topic.ReadBatch;
import dev.sfcrime.verify.topic.ReceivedMessage;
import dev.sfcrime.verify.topic.TopicListener;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The book of what has arrived. The topic's reader writes it, a batch at a time; anyone may read it, and sees whole
 * batches only.
 *
 * <p>{@link #lock} guards all fields that change. It is held for a batch's bookkeeping, about 0.1 µs a message, and for
 * a report, whose length {@code limit} bounds; the parsing of messages is done before.
 */
@Component
public class Deliveries implements TopicListener {
    private final DeliveryProperties properties;
    private final Clock clock;
    private final DeliveryMeters meters;

    private final ReentrantLock lock = new ReentrantLock();
    /** Least recently seen or asked for first. */
    private final Map<String, ReplayDelivery> replays = new LinkedHashMap<>(16, 0.75f, true);
    /** The same replays, by when they were first seen. */
    private final NavigableMap<Long, ReplayDelivery> byArrival = new TreeMap<>();

    private long liveSince;
    private long arrivals;
    private long evicted;
    private long valid;
    private long malformed;
    private long duplicates;
    private long withoutReplay;
    private long[] consumedByPartition = new long[0];
    private List<ReadBatch.Position> positions = List.of();
    private LatencyWindow latency;
    private RateWindow rate;

    Deliveries(DeliveryProperties properties, Clock clock, DeliveryMeters meters) {
        this.properties = properties;
        this.clock = clock;
        this.meters = meters;
        this.liveSince = clock.millis();
        this.latency = new LatencyWindow(properties.latencyWindow());
        this.rate = new RateWindow(properties.rateWindow(), liveSince);
        meters.watch(this::missing, this::lag);
    }

    @Override
    public void startedOver() {
        lock.lock();
        try {
            replays.clear();
            byArrival.clear();
            evicted = 0;
            valid = 0;
            malformed = 0;
            duplicates = 0;
            withoutReplay = 0;
            consumedByPartition = new long[0];
            positions = List.of();
            liveSince = clock.millis();
            latency = new LatencyWindow(properties.latencyWindow());
            rate = new RateWindow(properties.rateWindow(), liveSince);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void received(ReadBatch batch) {
        long now = clock.millis();
        lock.lock();
        try {
            long validBefore = valid;
            long malformedBefore = malformed;
            long duplicatesBefore = duplicates;
            ReplayDelivery replay = null;
            for (ReceivedMessage message : batch.messages()) {
                replay = count(message, replay);
            }
            recordLatencies(batch.messages(), now);
            positions = batch.positions();
            rate.add(now, batch.messages().size());
            meters.counted(valid - validBefore, malformed - malformedBefore, duplicates - duplicatesBefore);
        } finally {
            lock.unlock();
        }
    }

    /** Counts a message after one of {@code previous}; says of which replay it is. */
    private @Nullable ReplayDelivery count(ReceivedMessage message, @Nullable ReplayDelivery previous) {
        if (message.valid()) {
            valid++;
        } else {
            malformed++;
        }
        int partition = message.partition();
        if (partition >= consumedByPartition.length) {
            consumedByPartition = Arrays.copyOf(consumedByPartition, partition + 1);
        }
        consumedByPartition[partition]++;
        ReplayDelivery replay = replay(message.replayId(), previous);
        if (replay == null) {
            withoutReplay++;
        } else if (!replay.add(message)) {
            duplicates++;
        }
        return replay;
    }

    /** Those of live messages. Messages that follow each other often have one timestamp, and are recorded together. */
    private void recordLatencies(List<ReceivedMessage> messages, long now) {
        int from = 0;
        while (from < messages.size()) {
            long timestamp = messages.get(from).timestamp();
            int to = from + 1;
            while (to < messages.size() && messages.get(to).timestamp() == timestamp) {
                to++;
            }
            if (timestamp >= liveSince) {
                latency.record(now, now - timestamp, to - from);
                meters.latency(now - timestamp, to - from);
            }
            from = to;
        }
    }

    /** Most messages follow one of the same replay, which need not be looked for. */
    private @Nullable ReplayDelivery replay(@Nullable String replayId, @Nullable ReplayDelivery previous) {
        if (replayId == null) {
            return null;
        }
        return previous != null && previous.replayId().equals(replayId) ? previous : replay(replayId);
    }

    private ReplayDelivery replay(String replayId) {
        ReplayDelivery known = replays.get(replayId);
        if (known != null) {
            return known;
        }
        if (replays.size() == properties.replays()) {
            Iterator<ReplayDelivery> quietestFirst = replays.values().iterator();
            byArrival.remove(quietestFirst.next().arrival());
            quietestFirst.remove();
            evicted++;
        }
        arrivals++;
        ReplayDelivery added = new ReplayDelivery(replayId, arrivals);
        replays.put(replayId, added);
        byArrival.put(arrivals, added);
        return added;
    }

    private long missing() {
        lock.lock();
        try {
            return replays.values().stream().mapToLong(ReplayDelivery::missing).sum();
        } finally {
            lock.unlock();
        }
    }

    private long lag() {
        lock.lock();
        try {
            return positions.stream().mapToLong(ReadBatch.Position::lag).sum();
        } finally {
            lock.unlock();
        }
    }

    /** Everything at one instant, with the newest replays, no more than {@code limit}. */
    Verification verification(int limit) {
        lock.lock();
        try {
            long now = clock.millis();
            List<Verification.PartitionReport> partitions = new ArrayList<>(positions.size());
            for (ReadBatch.Position position : positions) {
                partitions.add(partition(position));
            }
            return new Verification(
                    Instant.ofEpochMilli(liveSince),
                    valid + malformed,
                    valid,
                    malformed,
                    withoutReplay,
                    Math.round(rate.perSecond(now) * 10) / 10.0,
                    latency.read(),
                    partitions,
                    byArrival.descendingMap().values().stream()
                            .limit(limit)
                            .map(ReplayDelivery::report)
                            .toList(),
                    replays.size(),
                    evicted);
        } finally {
            lock.unlock();
        }
    }

    private Verification.PartitionReport partition(ReadBatch.Position position) {
        int partition = position.partition();
        return new Verification.PartitionReport(
                partition,
                position.firstOffset(),
                position.nextOffset(),
                position.endOffset(),
                position.lag(),
                partition < consumedByPartition.length ? consumedByPartition[partition] : 0);
    }

    /** What has arrived of one replay; empty if nothing has, or it has been forgotten. */
    Optional<ReplayReport> replayReport(String replayId) {
        lock.lock();
        try {
            return Optional.ofNullable(replays.get(replayId)).map(ReplayDelivery::report);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What has arrived of one replay, held against how many sequences it should have.
     *
     * @param lastSequence the sequence that should be its last; 0 for a replay without messages
     * @param mostRanges most runs of missing sequences to name
     */
    public Delivered delivered(String replayId, long lastSequence, int mostRanges) {
        lock.lock();
        try {
            ReplayDelivery known = replays.get(replayId);
            ReplayDelivery replay = known == null ? new ReplayDelivery(replayId, 0) : known;
            return new Delivered(
                    replay.report(),
                    replay.sequences().missingUpTo(lastSequence),
                    replay.sequences().rangesMissingUpTo(lastSequence, mostRanges),
                    positions,
                    evicted);
        } finally {
            lock.unlock();
        }
    }
}
