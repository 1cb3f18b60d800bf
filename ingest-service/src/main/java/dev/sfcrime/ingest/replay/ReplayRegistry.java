package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.ingest.publish.RecordPublisher;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The replays that this service knows: all active ones, and of the ended ones the newest. Stops them when the service
 * stops. Thread-safe; all maps are guarded by {@code this}.
 */
final class ReplayRegistry implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReplayRegistry.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);
    private static final String STOPPED = "The service was stopped. Start the replay again.";

    private final RecordOpener datasets;
    private final RecordPublisher publisher;
    private final ReplayProperties properties;
    private final ReplayMeters meters;
    private final Clock clock;
    private final Ticker ticker;
    private final ReplayIds ids;

    private final Map<String, Replay> replays = new LinkedHashMap<>();
    private final Map<String, Replay> byIdempotencyKey = new HashMap<>();
    private final Map<String, String> keyOfReplay = new HashMap<>();
    private final Deque<Replay> ended = new ArrayDeque<>();
    private boolean running;

    ReplayRegistry(
            RecordOpener datasets,
            RecordPublisher publisher,
            ReplayProperties properties,
            ReplayMeters meters,
            Clock clock,
            Ticker ticker) {
        this.datasets = datasets;
        this.publisher = publisher;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.ticker = ticker;
        this.ids = new ReplayIds(clock);
    }

    /**
     * Starts a replay.
     *
     * @param idempotencyKey with a key that was used before, the replay of then is returned; null for none
     * @throws RefusedReplayException if too many are active, the service is stopping, or the key stood for another one
     */
    synchronized Replay start(ReplaySpec spec, @Nullable String idempotencyKey) {
        Replay earlier = idempotencyKey == null ? null : byIdempotencyKey.get(idempotencyKey);
        if (earlier != null) {
            if (!earlier.spec().asksTheSameAs(spec)) {
                throw RefusedReplayException.keyOfAnother(earlier.id());
            }
            return earlier;
        }
        if (!running) {
            throw RefusedReplayException.stopping();
        }
        if (active() >= properties.maxActive()) {
            throw RefusedReplayException.tooMany(properties.maxActive());
        }
        RejectedRecords rejected = new RejectedRecords(properties.rejectedKept());
        Replay replay = new Replay(ids.next(), spec, rejected, clock, ticker, meters);
        replays.put(replay.id(), replay);
        if (idempotencyKey != null) {
            byIdempotencyKey.put(idempotencyKey, replay);
            keyOfReplay.put(replay.id(), idempotencyKey);
        }
        ReplayWorker worker = new ReplayWorker(replay, datasets, publisher, meters, ticker, this::remember);
        new Thread(worker, "replay-" + replay.id()).start();
        return replay;
    }

    /**
     * The replay of this id.
     *
     * @throws UnknownReplayException if there is none, or it was forgotten
     */
    synchronized Replay find(String id) {
        Replay replay = replays.get(id);
        if (replay == null) {
            throw new UnknownReplayException(id, properties.finishedKept());
        }
        return replay;
    }

    /**
     * Replays, newest first.
     *
     * @param state only those in this state; null for all
     */
    List<Replay> list(@Nullable ReplayState state, int limit) {
        List<Replay> all;
        synchronized (this) {
            all = new ArrayList<>(replays.values());
        }
        Collections.reverse(all);
        return all.stream()
                .filter(replay -> state == null || replay.state() == state)
                .limit(limit)
                .toList();
    }

    /** How many known replays are in a state. */
    synchronized long count(ReplayState state) {
        return replays.values().stream()
                .filter(replay -> replay.state() == state)
                .count();
    }

    @Override
    public synchronized void start() {
        running = true;
    }

    /** Cancels what is active, and waits a bounded time for the last messages to be acknowledged. */
    @Override
    public void stop() {
        List<Replay> active;
        synchronized (this) {
            running = false;
            active = replays.values().stream()
                    .filter(replay -> !replay.hasEnded())
                    .toList();
        }
        active.forEach(ReplayRegistry::cancel);
        long deadline = System.nanoTime() + STOP_WAIT.toNanos();
        try {
            for (Replay replay : active) {
                if (!replay.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()))) {
                    log.atWarn().addKeyValue("replay", replay.id()).log("Replay did not end in time");
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }

    /** Replays end before the web server waits for open requests, so that those who follow them hear of it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    private static void cancel(Replay replay) {
        try {
            replay.cancel(STOPPED);
        } catch (IllegalReplayActionException ended) {
            log.atDebug().addKeyValue("replay", replay.id()).log("Replay had ended by itself");
        }
    }

    private synchronized void remember(Replay replay) {
        ended.add(replay);
        while (ended.size() > properties.finishedKept()) {
            forget(ended.remove());
        }
    }

    private void forget(Replay replay) {
        replays.remove(replay.id());
        String key = keyOfReplay.remove(replay.id());
        if (key != null) {
            byIdempotencyKey.remove(key);
        }
    }

    private int active() {
        return replays.size() - ended.size();
    }
}
