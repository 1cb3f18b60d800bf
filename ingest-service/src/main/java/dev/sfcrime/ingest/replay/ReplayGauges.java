package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * What monitoring sees of replays as they stand: figures over all of them, and a few of each that is active or has just
 * ended. Figures are taken when they are asked for; which replays have their own is looked at once a second.
 */
@Component
class ReplayGauges implements SmartLifecycle {
    /** However many end at once, no more of the ended ones have figures of their own. */
    static final int MOST_ENDED = 10;

    private static final Logger log = LoggerFactory.getLogger(ReplayGauges.class);

    private final ReplayRegistry replays;
    private final ReplayProperties properties;
    private final Clock clock;
    private final MultiGauge sent;
    private final MultiGauge rate;

    /** Guarded by this. */
    private @Nullable ScheduledExecutorService timer;

    ReplayGauges(ReplayRegistry replays, ReplayProperties properties, Clock clock, MeterRegistry registry) {
        this.replays = replays;
        this.properties = properties;
        this.clock = clock;
        for (ReplayState state : ReplayState.values()) {
            Gauge.builder("ingest.replays", () -> in(state).count())
                    .description("Replays that the service knows, by state")
                    .tag("state", state.name())
                    .register(registry);
        }
        Gauge.builder("ingest.rate.target", () -> sumOfRunning(ReplayGauges::target))
                .description("Records per second asked for, over running replays whose pace names them")
                .register(registry);
        Gauge.builder("ingest.rate.actual", () -> sumOfRunning(Replay::currentRate))
                .description("Messages per second that running replays send")
                .register(registry);
        Gauge.builder("ingest.schedule.slip", this::worstSlip)
                .description("How far the slowest running replay is behind its schedule")
                .baseUnit("seconds")
                .register(registry);
        sent = MultiGauge.builder("ingest.replay.sent")
                .description("Messages of an active or just ended replay")
                .register(registry);
        rate = MultiGauge.builder("ingest.replay.rate")
                .description("Messages per second of an active or just ended replay")
                .register(registry);
    }

    private Stream<Replay> in(ReplayState state) {
        return replays.known().stream().filter(replay -> replay.state() == state);
    }

    private double sumOfRunning(ToDoubleFunction<Replay> figure) {
        return in(ReplayState.RUNNING).mapToDouble(figure).sum();
    }

    private double worstSlip() {
        return in(ReplayState.RUNNING).mapToDouble(Replay::scheduleSlip).max().orElse(0);
    }

    private static double target(Replay replay) {
        return Objects.requireNonNullElse(replay.life().pace().target(), 0.0);
    }

    /** Gives new replays figures of their own, and takes them from those that ended long enough ago. */
    void refresh(Instant now) {
        List<Replay> shown = shown(now.minus(properties.metricsKept()));
        sent.register(rows(shown, replay -> replay.progress().now().sent()));
        rate.register(rows(shown, Replay::currentRate));
    }

    private List<Replay> shown(Instant since) {
        List<Replay> active = new ArrayList<>();
        List<Ended> ended = new ArrayList<>();
        for (Replay replay : replays.known()) {
            Instant end = replay.life().finishedAt();
            if (end == null) {
                active.add(replay);
            } else if (end.isAfter(since)) {
                ended.add(new Ended(replay, end));
            }
        }
        ended.sort(Comparator.comparing(Ended::at, Collections.reverseOrder()));
        return Stream.concat(active.stream(), ended.stream().limit(MOST_ENDED).map(Ended::replay))
                .toList();
    }

    private record Ended(Replay replay, Instant at) {}

    private static List<MultiGauge.Row<?>> rows(List<Replay> of, ToDoubleFunction<Replay> figure) {
        return of.stream()
                .<MultiGauge.Row<?>>map(replay -> MultiGauge.Row.of(Tags.of("replay", replay.id()), replay, figure))
                .toList();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the timer, and its failures are logged
    public synchronized void start() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "replay-gauges");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(this::refreshOrTell, 0, 1, TimeUnit.SECONDS);
        }
    }

    private void refreshOrTell() {
        try {
            refresh(clock.instant());
        } catch (RuntimeException defect) {
            log.atError().setCause(defect).log("Replays' own metrics are not up to date");
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
