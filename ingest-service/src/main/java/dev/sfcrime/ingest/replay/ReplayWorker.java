package dev.sfcrime.ingest.replay;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.PublishingException.Kind;
import dev.sfcrime.ingest.publish.PublishingSession;
import dev.sfcrime.ingest.publish.RecordPublisher;
import dev.sfcrime.wire.ReplayProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Brings a replay to its end, whatever becomes of Kafka meanwhile: after each failure it takes the replay back to what is
 * committed and goes on from there. One thread for each replay, until that has ended or the service stops.
 */
final class ReplayWorker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);

    /** What is logged while this works, by whomever, bears the replay's id under this name. */
    private static final String LOG_CONTEXT = "replay";

    private static final Duration SHORTEST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    private final Replay replay;
    private final Progress progress;
    private final RecordOpener datasets;
    private final RecordPublisher publisher;
    private final Owner owner;
    private final ReplayProperties properties;
    private final ReplayMeters meters;
    private final Clock clock;
    private final Ticker ticker;
    private final Consumer<Replay> whenOver;

    /** Whether what is committed of the replay is known for certain: nothing is, or this process committed it. */
    private boolean sureOfCommitted;

    private @Nullable String fingerprint;
    private Duration backoff = SHORTEST_BACKOFF;

    /** Whether the present failure has been logged. */
    private boolean failing;

    /** Whether something failed that fails each time, so that only the end of the replay is left to be committed. */
    private boolean givenUp;

    /**
     * A worker.
     *
     * @param isNew whether nothing of the replay can have been committed yet
     * @param whenOver told when the worker leaves, before those who wait for the replay's end are
     */
    ReplayWorker(
            Replay replay,
            boolean isNew,
            RecordOpener datasets,
            RecordPublisher publisher,
            Owner owner,
            ReplayProperties properties,
            ReplayMeters meters,
            Clock clock,
            Ticker ticker,
            Consumer<Replay> whenOver) {
        this.replay = replay;
        this.progress = replay.progress();
        this.sureOfCommitted = isNew;
        this.datasets = datasets;
        this.publisher = publisher;
        this.owner = owner;
        this.properties = properties;
        this.meters = meters;
        this.clock = clock;
        this.ticker = ticker;
        this.whenOver = whenOver;
    }

    @Override
    public void run() {
        MDC.put(LOG_CONTEXT, replay.id());
        try {
            while (!replay.life().isReleased() && !attempt()) {
                log.atDebug().log("Replay is taken back to what is committed");
            }
        } catch (InterruptedException hurried) {
            log.atWarn().log("Replay is left in haste, its transaction open");
            Thread.currentThread().interrupt();
        } finally {
            whenOver.accept(replay);
            replay.workerEnded();
            MDC.remove(LOG_CONTEXT);
        }
    }

    /** Plays the replay until it is over or something fails; false if it has to be tried again. */
    private boolean attempt() throws InterruptedException {
        try {
            if (!sureOfCommitted && !takeBack()) {
                return true;
            }
            try (PublishingSession session = publisher.open(replay.id())) {
                // an earlier session may have committed until this one was open
                if (!sureOfCommitted && !takeBack()) {
                    return true;
                }
                sureOfCommitted = false;
                succeeded();
                new Playback(replay, session, owner, fingerprint, datasets, properties, meters, clock, ticker).play();
                return true;
            }
        } catch (PublishingException failed) {
            return handled(failed);
        } catch (RuntimeException unexpected) {
            return giveUp(
                    "The replay failed unexpectedly. The log of this service has it under this replay's id.",
                    unexpected);
        }
    }

    /** Sets the replay to what is committed; false if it is not for this process to go on with it. */
    private boolean takeBack() throws PublishingException, InterruptedException {
        ReplayProgress committed = publisher.committed(replay.id());
        if (committed == null) {
            if (progress.committed().equals(Tally.NOTHING)) {
                progress.rewind(Tally.NOTHING);
                fingerprint = null;
                return true;
            }
            replay.life().fail("Its progress is no longer in the topic replay-progress. Start a new replay.", null);
            return false;
        }
        Resumption resumption = Resumption.of(committed);
        if (owner.isSupersededBy(resumption.owner())) {
            replay.life()
                    .fail(
                            "Another ingest-service has taken this replay over; ask that one for it."
                                    + " Run only one of them on the same Kafka.",
                            null);
            return false;
        }
        Tally done = resumption.tally(committed);
        if (resumption.owner().equals(owner.id())) {
            // of a commit whose answer was lost
            meters.countAcknowledged(done.sent() - progress.committed().sent());
        }
        progress.rewind(done);
        fingerprint = resumption.readInLoop() > 0 ? resumption.fingerprint() : null;
        if (committed.finishedAt() != null && committed.state().isFinal()) {
            replay.life()
                    .settle(ReplayState.valueOf(committed.state().name()), committed.finishedAt(), committed.failure());
            return false;
        }
        return true;
    }

    /** False if it is to be tried again. */
    private boolean handled(PublishingException failed) throws InterruptedException {
        if (failed.kind() == Kind.REFUSED) {
            return giveUp(String.valueOf(failed.getMessage()), failed);
        }
        if (!failing) {
            failing = true;
            log.atWarn().addKeyValue("reason", failed.getMessage()).log("Replay cannot go on for now; trying on");
        }
        replay.life().awaitChange(replay.state(), replay.life().pace(), backoff.toNanos());
        backoff = backoff.multipliedBy(2).compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : backoff.multipliedBy(2);
        return false;
    }

    /** Fails the replay; false if that is still to be committed, true if even that has failed. */
    private boolean giveUp(String causeAndRemedy, Exception cause) {
        boolean again = givenUp;
        givenUp = true;
        replay.life().fail(causeAndRemedy, cause);
        if (again) {
            log.atError().setCause(cause).log("Replay's end cannot be committed");
        }
        return again;
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            log.atInfo()
                    .addKeyValue("committed", progress.committed().sent())
                    .log("Replay goes on from what is committed");
        }
        backoff = SHORTEST_BACKOFF;
    }
}
