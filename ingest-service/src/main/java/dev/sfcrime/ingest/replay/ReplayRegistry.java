package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.sfcrime.ingest.publish.RecordPublisher;
import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The replays that this service knows: all active ones, and of the ended ones the newest. At its start it takes over those
 * of the process before it, and leaves its own to the next one when it stops. Thread-safe; all maps are guarded by
 * {@code this}.
 */
final class ReplayRegistry implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(ReplayRegistry.class);
    private static final Duration STOP_WAIT = Duration.ofSeconds(10);
    private static final Duration HURRIED_WAIT = Duration.ofSeconds(1);

    private final RecordOpener datasets;
    private final RecordPublisher publisher;
    private final ReplayProperties properties;
    private final ReplayMeters meters;
    private final Clock clock;
    private final Ticker ticker;
    private final ReplayIds ids;
    private final Owner owner;
    private final Recovery recovery;

    private final Map<String, Replay> replays = new LinkedHashMap<>();
    private final Map<String, Replay> byIdempotencyKey = new HashMap<>();
    private final Map<Replay, Thread> workers = new HashMap<>();
    private final Deque<Replay> ended = new ArrayDeque<>();
    private Phase phase = Phase.STOPPED;
    private @Nullable Thread recovering;

    private enum Phase {
        RECOVERING,
        OPEN,
        STOPPED
    }

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
        this.owner = Owner.startedAt(clock.instant());
        this.recovery = new Recovery(publisher, this::takeOver);
    }

    /**
     * Starts a replay.
     *
     * @param idempotencyKey with a key that was used before, the replay of then is returned; null for none
     * @throws RefusedReplayException if too many are active, the service is stopping or not ready yet, or the key stood for
     *     another one
     */
    synchronized Replay start(ReplaySpec spec, @Nullable String idempotencyKey) {
        requireRecovered();
        Replay earlier = idempotencyKey == null ? null : byIdempotencyKey.get(idempotencyKey);
        if (earlier != null) {
            if (!earlier.spec().asksTheSameAs(spec)) {
                throw RefusedReplayException.keyOfAnother(earlier.id());
            }
            return earlier;
        }
        if (phase == Phase.STOPPED) {
            throw RefusedReplayException.stopping();
        }
        if (active() >= properties.maxActive()) {
            throw RefusedReplayException.tooMany(properties.maxActive());
        }
        Replay replay = new Replay(ids.next(), spec, idempotencyKey, rejectedRecords(), clock, ticker, meters);
        add(replay);
        work(replay, true);
        return replay;
    }

    /**
     * The replay of this id.
     *
     * @throws UnknownReplayException if there is none, or it was forgotten
     * @throws RefusedReplayException if replays are still being recovered
     */
    synchronized Replay find(String id) {
        requireRecovered();
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
     * @throws RefusedReplayException if replays are still being recovered
     */
    List<Replay> list(@Nullable ReplayState state, int limit) {
        List<Replay> all;
        synchronized (this) {
            requireRecovered();
            all = new ArrayList<>(replays.values());
        }
        Collections.reverse(all);
        return all.stream()
                .filter(replay -> state == null || replay.state() == state)
                .limit(limit)
                .toList();
    }

    /** All replays, oldest first; none while they are being recovered. */
    synchronized List<Replay> known() {
        return List.copyOf(replays.values());
    }

    /** Whether the replays are known that an earlier process left. */
    synchronized boolean isRecovered() {
        return phase == Phase.OPEN;
    }

    @Override
    public synchronized void start() {
        if (phase == Phase.STOPPED) {
            phase = Phase.RECOVERING;
            Thread thread = new Thread(recovery, "replay-recovery");
            thread.setDaemon(true);
            thread.start();
            recovering = thread;
        }
    }

    /** Has active replays commit where they are, for the next process to go on, and waits a bounded time for that. */
    @Override
    public void stop() {
        Map<Replay, Thread> active;
        synchronized (this) {
            phase = Phase.STOPPED;
            active = Map.copyOf(workers);
            if (recovering != null) {
                recovering.interrupt();
                recovering = null;
            }
        }
        active.keySet().forEach(replay -> replay.life().release());
        if (!awaitEnd(active.keySet(), STOP_WAIT)) {
            log.atWarn().log("Replays cannot commit where they are; they go on from their last commit");
            active.values().forEach(Thread::interrupt);
            awaitEnd(active.keySet(), HURRIED_WAIT);
        }
    }

    private static boolean awaitEnd(Collection<Replay> replays, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        boolean all = true;
        try {
            for (Replay replay : replays) {
                all &= replay.awaitEnd(Duration.ofNanos(deadline - System.nanoTime()));
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        return all;
    }

    @Override
    public synchronized boolean isRunning() {
        return phase != Phase.STOPPED;
    }

    /** Replays end before the web server waits for open requests, so that those who follow them hear of it. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** Goes on with what an earlier process left. */
    private synchronized void takeOver(List<ReplayProgress> left) {
        if (phase != Phase.RECOVERING) {
            return;
        }
        List<Replay> restored = left.stream()
                .map(this::restored)
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(Replay::startedAt).thenComparing(Replay::id))
                .toList();
        restored.forEach(this::add);
        restored.stream()
                .filter(Replay::hasEnded)
                .sorted(Comparator.comparing(
                        replay -> replay.life().finishedAt(), Comparator.nullsFirst(Comparator.naturalOrder())))
                .forEach(this::remember);
        restored.stream().filter(replay -> !replay.hasEnded()).forEach(replay -> work(replay, false));
        phase = Phase.OPEN;
        log.atInfo()
                .addKeyValue("replays", restored.size())
                .addKeyValue("active", active())
                .log("Replays recovered");
    }

    private @Nullable Replay restored(ReplayProgress left) {
        try {
            return Replay.restored(left, rejectedRecords(), clock, ticker, meters);
        } catch (IllegalArgumentException foreign) {
            log.atWarn()
                    .addKeyValue("replay", left.replayId())
                    .addKeyValue("reason", foreign.getMessage())
                    .log("Replay cannot be recovered");
            return null;
        }
    }

    private void add(Replay replay) {
        replays.put(replay.id(), replay);
        if (replay.idempotencyKey() != null) {
            byIdempotencyKey.put(replay.idempotencyKey(), replay);
        }
    }

    private void work(Replay replay, boolean isNew) {
        ReplayWorker worker = new ReplayWorker(
                replay, isNew, datasets, publisher, owner, properties, meters, clock, ticker, this::workerLeft);
        Thread thread = new Thread(worker, "replay-" + replay.id());
        workers.put(replay, thread);
        thread.start();
    }

    private synchronized void workerLeft(Replay replay) {
        workers.remove(replay);
        if (replay.state().isFinal()) {
            remember(replay);
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
        if (replay.idempotencyKey() != null) {
            byIdempotencyKey.remove(replay.idempotencyKey(), replay);
        }
        if (replay.isEndCommitted()) {
            publisher.forget(replay.id());
        }
    }

    private RejectedRecords rejectedRecords() {
        return new RejectedRecords(properties.rejectedKept());
    }

    private void requireRecovered() {
        if (phase == Phase.RECOVERING) {
            throw RefusedReplayException.recovering(recovery.standing());
        }
    }

    private int active() {
        return replays.size() - ended.size();
    }
}
