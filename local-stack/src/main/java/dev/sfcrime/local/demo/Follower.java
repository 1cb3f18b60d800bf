package dev.sfcrime.local.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import dev.sfcrime.local.console.Progress;
import dev.sfcrime.local.demo.Api.Reconciliation;
import dev.sfcrime.local.demo.Api.Replay;
import dev.sfcrime.local.machine.Poll;
import dev.sfcrime.local.stack.Service;
import dev.sfcrime.local.stack.Watch;

/** Follows a replay until the verdict on it is final, or nothing moves any more. */
final class Follower {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration STALLED = Duration.ofSeconds(60);

    private final SuiteClient suite;
    private final Watch watch;
    private final Progress progress;
    private final Map<Service, String> failures = new EnumMap<>(Service.class);
    private Figures latest;
    private long movedNanos = System.nanoTime();

    Follower(SuiteClient suite, Watch watch, Progress progress, Replay replay) {
        this.suite = suite;
        this.watch = watch;
        this.progress = progress;
        this.latest = Figures.of(replay);
    }

    /** The figures when the verdict is final, or when nothing has moved for a minute. */
    Figures follow() {
        Poll.until(this::isOver, Duration.ofNanos(Long.MAX_VALUE / 2), INTERVAL);
        progress.finish(new FiguresStatus(latest));
        return latest;
    }

    private boolean isOver() {
        Figures now = look();
        if (now.isAheadOf(latest)) {
            movedNanos = System.nanoTime();
        }
        latest = now;
        if (!watch.isStopping()) {
            progress.show(new FiguresStatus(latest));
        }
        watch.reportDeaths();
        return now.isComplete() || System.nanoTime() - movedNanos > STALLED.toNanos();
    }

    /** Asks each service; one that does not answer is taken to be where it was. */
    private Figures look() {
        String id = latest.replay().id();
        // before all others, so that no figure is older than the verdict it stands beside
        Reconciliation verdict = latest.isEnded()
                ? ask(Service.VERIFY, () -> suite.reconciliation(id), latest.reconciliation())
                : latest.reconciliation();
        return new Figures(
                ask(Service.INGEST, () -> suite.replay(id), latest.replay()),
                ask(Service.VERIFY, () -> suite.delivery(id), latest.delivery()),
                ask(Service.VERIFY, suite::verification, latest.verification()),
                ask(Service.ANALYTICS, suite::counted, latest.spark()),
                ask(Service.ANALYTICS, suite::query, latest.query()),
                verdict);
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

    private interface Answer<T> {
        T get() throws IOException;
    }
}
