package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.PublishingSession;
import dev.sfcrime.web.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Plays a replay through one session: reads on from where the replay is committed, sends when messages are due, and commits.
 * For the replay's thread; after an exception the session is lost, and the replay has to be taken back to what is committed.
 */
final class Playback {
    /** Shortest wait: at higher paces several records are sent at each awakening. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    private final Replay replay;
    private final ReplaySpec spec;
    private final Progress progress;
    private final PublishingSession session;
    private final Owner owner;
    private final RecordOpener datasets;
    private final ReplayProperties properties;
    private final ReplayMeters meters;
    private final Clock clock;
    private final Ticker ticker;
    private final Pacer pacer;

    /** Of the dataset that the present loop reads; null before its first record. */
    private @Nullable String fingerprint;

    /** When the present record's turn came: what is done for it takes this time, and not one of its own each time. */
    private long now;

    /** What is counted in the meters already: they are told of many messages at a time. */
    private Tally metered;

    /** When what was done first after the last commit is to be committed at the latest. */
    private long commitDue;

    /** Whether reading up to a loop's first record takes longer than a transaction should. */
    private boolean slowToBegin;

    /**
     * A playback.
     *
     * @param fingerprint of the dataset that the present loop has read from already; null if it has not
     */
    Playback(
            Replay replay,
            PublishingSession session,
            Owner owner,
            @Nullable String fingerprint,
            RecordOpener datasets,
            ReplayProperties properties,
            ReplayMeters meters,
            Clock clock,
            Ticker ticker) {
        this.replay = replay;
        this.spec = replay.spec();
        this.progress = replay.progress();
        this.session = session;
        this.owner = owner;
        this.fingerprint = fingerprint;
        this.datasets = datasets;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.ticker = ticker;
        this.metered = progress.now();
        this.now = ticker.nanoTime();
        this.pacer = new Pacer(replay.life().pace(), now);
    }

    /** Returns when the replay has ended, or the worker is to leave it, and that is committed. */
    void play() throws PublishingException, InterruptedException {
        try {
            playToTheEnd();
        } finally {
            // what is lost now is sent again, and counted again
            meter();
        }
    }

    private void playToTheEnd() throws PublishingException, InterruptedException {
        try {
            if (mayGoOn() && playLoops() && complete()) {
                return;
            }
        } catch (ProblemException gone) {
            replay.life().fail(String.valueOf(gone.getBody().getDetail()), null);
        } catch (ChangedDatasetException changed) {
            replay.life()
                    .fail(
                            "Dataset '%s' cannot be read on: %s. Put it back as it was, or start a new replay."
                                    .formatted(spec.dataset(), changed.getMessage()),
                            null);
        } catch (IOException unreadable) {
            // what the worker's release interrupted is readable
            if (!replay.life().isReleased()) {
                replay.life()
                        .fail(
                                "Dataset '%s' cannot be read: %s. Check the file, then start the replay again."
                                        .formatted(spec.dataset(), unreadable.getMessage()),
                                unreadable);
            }
        }
        if (!replay.life().changes().areCommitted() || !progress.isCommitted()) {
            commit(replay.life().standing());
        }
    }

    /** False if the replay was stopped before the end. */
    private boolean playLoops() throws IOException, InterruptedException, PublishingException {
        while (spec.isEndless() || progress.now().loop() < spec.loops()) {
            if (slowToBegin && !progress.isCommitted()) {
                commit(replay.life().standing());
            }
            long readBefore = progress.now().read() - progress.now().readInLoop();
            if (!playLoop()) {
                return false;
            }
            fingerprint = null;
            if (progress.now().read() == readBefore) {
                // an empty slice stays empty
                return true;
            }
        }
        return true;
    }

    private boolean playLoop() throws IOException, InterruptedException, PublishingException {
        long began = ticker.nanoTime();
        try (LoopReader reader = LoopReader.open(replay, datasets, fingerprint)) {
            slowToBegin =
                    ticker.nanoTime() - began > properties.commitInterval().toNanos();
            fingerprint = reader.fingerprint();
            if (!sendAll(reader.pending())) {
                return false;
            }
            for (Step step = reader.next(); step != null; step = reader.next()) {
                if (!play(step)) {
                    return false;
                }
            }
            reader.loopDone();
            return mayGoOn();
        }
    }

    private boolean play(Step step) throws InterruptedException, PublishingException {
        if (step instanceof Step.Messages messages) {
            return sendAll(messages.messages());
        }
        if (step instanceof Step.Rejected rejected) {
            if (!mayGoOn()) {
                return false;
            }
            now = ticker.nanoTime();
            replay.rejectedRecords().add(rejected.record());
            beginInterval();
            progress.countRejected();
            commitIfDue(0);
        }
        return true;
    }

    private boolean sendAll(List<OutgoingMessage> messages) throws InterruptedException, PublishingException {
        for (OutgoingMessage message : messages) {
            boolean goesOn = message.fault() == null ? awaitTurn(message.eventTime()) : mayGoOn();
            if (!goesOn) {
                return false;
            }
            beginInterval();
            session.send(message.key(), message.value(), progress.now().sequenceOf(message), message.fault());
            progress.countSent(message, now);
            commitIfDue(0);
        }
        return true;
    }

    /** Waits until the next record is due; false if the replay was stopped. */
    private boolean awaitTurn(LocalDateTime eventTime) throws InterruptedException, PublishingException {
        while (mayGoOn()) {
            Pace pace = replay.life().pace();
            now = ticker.nanoTime();
            pacer.change(pace, now);
            long wait = pacer.nanosUntilDue(eventTime, now);
            progress.due(now + wait);
            if (wait <= 0) {
                pacer.sent(eventTime, now);
                return true;
            }
            // what would be committed while waiting is better committed before
            if (!commitIfDue(wait)) {
                meter();
                replay.life().awaitChange(ReplayState.RUNNING, pace, Math.max(wait, TICK));
            }
        }
        return false;
    }

    /** Commits what users changed, and waits out a pause; false if the replay was stopped. */
    private boolean mayGoOn() throws InterruptedException, PublishingException {
        boolean held = false;
        commitChanges();
        while (replay.state() == ReplayState.PAUSED && !replay.life().isReleased()) {
            held = true;
            meter();
            replay.life().awaitChange(ReplayState.PAUSED, replay.life().pace(), Long.MAX_VALUE);
            commitChanges();
        }
        if (held) {
            pacer.restart(ticker.nanoTime());
        }
        return replay.state() == ReplayState.RUNNING && !replay.life().isReleased();
    }

    private void commitChanges() throws PublishingException, InterruptedException {
        while (!replay.life().changes().areCommitted()) {
            commit(replay.life().standing());
        }
    }

    /** Starts the time to the next commit, if nothing was done since the last one. */
    private void beginInterval() {
        if (progress.isCommitted()) {
            Duration interval = replay.life().pace() instanceof Pace.Unlimited
                    ? properties.unlimitedCommitInterval()
                    : properties.commitInterval();
            commitDue = now + interval.toNanos();
        }
    }

    /** Commits if the time has come, or will have come in so many nanoseconds; false if there was no need. */
    private boolean commitIfDue(long inNanos) throws PublishingException, InterruptedException {
        if (progress.isCommitted() || now - commitDue + inNanos < 0) {
            return false;
        }
        commit(replay.life().standing());
        return true;
    }

    /** Completes the replay, in one transaction with its last messages; false if it was stopped before. */
    private boolean complete() throws PublishingException, InterruptedException {
        while (mayGoOn()) {
            Standing now = replay.life().standing();
            if (now.state() == ReplayState.RUNNING) {
                Instant end = clock.instant();
                commit(new Standing(ReplayState.COMPLETED, now.pace(), end, null, now.runningMillis(), now.change()));
                replay.life().settle(ReplayState.COMPLETED, end, null);
                return true;
            }
        }
        return false;
    }

    private void commit(Standing standing) throws PublishingException, InterruptedException {
        meter();
        Tally done = progress.now();
        long messages = done.sent() - progress.committed().sent();
        session.commit(Resumption.progress(replay, standing, done, fingerprint, owner.id()));
        progress.commit(done);
        replay.life().changes().committed(standing.change());
        meters.countAcknowledged(messages);
    }

    private void meter() {
        Tally done = progress.now();
        meters.count(metered, done);
        metered = done;
    }
}
