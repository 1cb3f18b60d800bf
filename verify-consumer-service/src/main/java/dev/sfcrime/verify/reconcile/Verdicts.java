package dev.sfcrime.verify.reconcile;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.web.Limit;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the verdicts of the newest replays at hand, for lists and for monitoring.
 *
 * <p>A verdict costs the analytics-service sums over its tables. So only replays that have ended are looked at, each again
 * as seldom as {@link ReplayVerdict#dueAt} says, those first that were not looked at for longest, and no longer than a
 * tenth of the time.
 */
@Component
class Verdicts implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Verdicts.class);
    private static final int SHARE_OF_TIME = 10;

    private final ProgressBook book;
    private final Reconciler reconciler;
    private final Duration interval;
    private final Clock clock;
    /** Newest first; replaced as a whole. */
    private volatile Map<String, ReplayVerdict> newest = Map.of();

    private @Nullable ScheduledExecutorService timer;

    Verdicts(
            ProgressBook book,
            Reconciler reconciler,
            ReconcileProperties properties,
            Clock clock,
            MeterRegistry registry) {
        this.book = book;
        this.reconciler = reconciler;
        this.interval = properties.interval();
        this.clock = clock;
        for (Verdict verdict : Verdict.values()) {
            Gauge.builder("verify.reconciliations", this, verdicts -> verdicts.count(verdict))
                    .description("Verdicts on the newest replays, no more than " + Limit.MOST)
                    .tag("verdict", verdict.name())
                    .register(registry);
        }
    }

    private long count(Verdict wanted) {
        return newest.values().stream()
                .filter(verdict -> verdict.verdict() == wanted)
                .count();
    }

    /** The verdicts on the newest replays, newest first. */
    List<ReplayVerdict> newest(int limit) {
        return book.newest(limit).stream().map(this::known).toList();
    }

    private ReplayVerdict known(SentReplay replay) {
        ReplayVerdict known = newest.get(replay.replayId());
        return known == null || known.state() != replay.state() ? ReplayVerdict.pending(replay, null) : known;
    }

    /** Looks at those that are due. */
    void look() {
        Map<String, ReplayVerdict> verdicts = new LinkedHashMap<>();
        newest(Limit.MOST).forEach(verdict -> verdicts.put(verdict.replayId(), verdict));
        newest = Map.copyOf(verdicts);
        Instant now = clock.instant();
        Instant latest = now.plus(interval.dividedBy(SHARE_OF_TIME));
        List<String> due = verdicts.values().stream()
                .filter(verdict -> verdict.state().isFinal() && !verdict.dueAt().isAfter(now))
                .sorted(Comparator.comparing(ReplayVerdict::dueAt))
                .map(ReplayVerdict::replayId)
                .toList();
        for (String replayId : due) {
            Optional<Reconciliation> seen = reconciler.reconcile(replayId);
            Instant checkedAt = clock.instant();
            seen.ifPresent(reconciliation -> verdicts.computeIfPresent(
                    replayId,
                    (id, before) -> new ReplayVerdict(
                            id, reconciliation.state(), before.startedAt(), reconciliation.verdict(), checkedAt)));
            newest = Map.copyOf(verdicts);
            if (checkedAt.isAfter(latest) || seen.filter(Verdicts::sparkIsAway).isPresent()) {
                return;
            }
        }
    }

    private static boolean sparkIsAway(Reconciliation reconciliation) {
        return reconciliation.checks().contains(Check.of(CheckName.SPARK_REACHABLE, 1, 0));
    }

    @Override
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "verdicts"));
            // its outcome is of no interest: lookSafely catches all
            Future<?> unused = timer.scheduleWithFixedDelay(
                    this::lookSafely, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException failed) {
            log.atError().setCause(failed).log("The newest replays could not be looked at");
        }
    }

    @Override
    public synchronized void stop() {
        if (timer != null) {
            timer.shutdownNow();
            timer = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return timer != null;
    }
}
