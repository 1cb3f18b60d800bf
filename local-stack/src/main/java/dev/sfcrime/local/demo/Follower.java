package dev.sfcrime.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.local.console.ProgressBar;
import dev.sfcrime.local.demo.Api.CountedReplay;
import dev.sfcrime.local.demo.Api.Delivery;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.Watch;

/** Follows a replay until the verdict on it is final, or nothing moves any more. */
final class Follower {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final SuiteClient suite;
    private final Watch watch;
    private final ProgressBar progress;
    private final Map<Service, String> failures = new EnumMap<>(Service.class);
    private Figures latest;
    private long movedNanos = System.nanoTime();

    Follower(SuiteClient suite, Watch watch, ProgressBar progress, Replay replay) {
        this.suite = suite;
        this.watch = watch;
        this.progress = progress;
        this.latest = new Figures(
                replay, Delivery.none(replay.id()), new CountedReplay(replay.id(), 0, 0), Reconciliation.none());
    }

    /** The figures when the verdict is final, or when nothing has moved for a minute. */
    Figures follow() {
        Poll.until(this::isOver, Duration.ofNanos(Long.MAX_VALUE / 2), INTERVAL);
        progress.finish(done(), total(), note());
        return latest;
    }

    private boolean isOver() {
        Figures now = look();
        if (now.isAheadOf(latest)) {
            movedNanos = System.nanoTime();
        }
        latest = now;
        progress.show(done(), total(), note());
        watch.reportDeaths();
        return now.isComplete() || System.nanoTime() - movedNanos > STALLED.toNanos();
    }

    /** Asks each service; one that does not answer is taken to be where it was. */
    private Figures look() {
        String id = latest.replay().id();
        Figures now = new Figures(
                ask(Service.INGEST, () -> suite.replay(id), latest.replay()),
                ask(Service.VERIFY, () -> suite.delivery(id), latest.delivery()),
                ask(Service.ANALYTICS, () -> suite.counted(id), latest.counted()),
                latest.reconciliation());
        return now.isEnded()
                ? now.with(ask(Service.VERIFY, () -> suite.reconciliation(id), latest.reconciliation()))
                : now;
    }

    private <T> T ask(Service service, Answer<T> answer, T before) {
        try {
            T answered = answer.get();
            failures.remove(service);
            return answered;
        } catch (IOException failed) {
            failures.put(service, failed.toString());
            return before;
        }
    }

    /** Why a service's figures could not be had when it was last asked; empty if they could. */
    Optional<String> failure(Service service) {
        return Optional.ofNullable(failures.get(service));
    }

    /** How far the three are on average, so that the bar moves whoever is ahead. */
    private long done() {
        return (latest.replay().sent()
                        + latest.delivery().received()
                        + latest.counted().all())
                / 3;
    }

    /** How many messages to expect; 0 where that is unknown. */
    private long total() {
        if (latest.isEnded()) {
            return latest.replay().sent();
        }
        Long total = latest.replay().totalRecords();
        return total == null ? 0 : total;
    }

    private String note() {
        return "sent %,d  consumed %,d  counted %,d%s"
                .formatted(
                        latest.replay().sent(),
                        latest.delivery().received(),
                        latest.counted().all(),
                        latest.isEnded() ? pending() : rate());
    }

    private String rate() {
        Double rate = latest.replay().recordsPerSecond().current();
        return rate == null ? "" : "  %,.0f/s".formatted(rate);
    }

    private String pending() {
        return latest.reconciliation().isPending()
                ? "  " + new Verdict(latest.replay(), latest.reconciliation()).reason()
                : "";
    }

    private interface Answer<T> {
        T get() throws IOException;
    }
}
