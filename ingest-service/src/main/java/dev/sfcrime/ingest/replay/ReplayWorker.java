package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.sfcrime.calls.CallForService;
import dev.sfcrime.calls.CallJson;
import dev.sfcrime.ingest.dataset.DatasetRecord;
import dev.sfcrime.ingest.dataset.ReadCall;
import dev.sfcrime.ingest.dataset.RecordSource;
import dev.sfcrime.ingest.dataset.RejectedRecord;
import dev.sfcrime.ingest.publish.DeliveryListener;
import dev.sfcrime.ingest.publish.PublishingException;
import dev.sfcrime.ingest.publish.PublishingSession;
import dev.sfcrime.ingest.publish.RecordPublisher;
import dev.sfcrime.web.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a replay's records and sends them when they are due; one thread for each replay, until it has ended. */
final class ReplayWorker implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);

    /** Shortest wait: at higher paces several records are sent at each awakening. */
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(1);

    /** How long a stopped replay waits to learn what became of its last messages. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private final Replay replay;
    private final ReplaySpec spec;
    private final Progress progress;
    private final RecordOpener datasets;
    private final RecordPublisher publisher;
    private final ReplayMeters meters;
    private final Ticker ticker;
    private final Consumer<Replay> whenOver;
    private final Pacer pacer;

    /**
     * A worker.
     *
     * @param whenOver told when the state is final, before those who wait for the replay's end are
     */
    ReplayWorker(
            Replay replay,
            RecordOpener datasets,
            RecordPublisher publisher,
            ReplayMeters meters,
            Ticker ticker,
            Consumer<Replay> whenOver) {
        this.replay = replay;
        this.spec = replay.spec();
        this.progress = replay.progress();
        this.datasets = datasets;
        this.publisher = publisher;
        this.meters = meters;
        this.ticker = ticker;
        this.whenOver = whenOver;
        this.pacer = new Pacer(spec.pace(), ticker.nanoTime());
    }

    @Override
    public void run() {
        replay.workerStarted();
        try (PublishingSession messages = publisher.open(replay.id(), new Deliveries())) {
            playAndComplete(messages);
            settle(messages);
        } catch (RuntimeException unexpected) {
            unexpected(unexpected);
        } finally {
            replay.fail("The replay's thread ended unexpectedly. The log of this service says more.");
            whenOver.accept(replay);
            replay.workerEnded();
        }
    }

    private void playAndComplete(PublishingSession messages) {
        try {
            if (playAllLoops(messages) && messages.flush(AS_LONG_AS_IT_TAKES)) {
                while (mayGoOn() && !replay.complete()) {
                    log.atDebug().addKeyValue("replay", replay.id()).log("Held at its very end");
                }
            }
        } catch (InterruptedException stopped) {
            replay.fail("The replay was interrupted. Start it again.");
        } catch (PublishingException failed) {
            replay.fail(String.valueOf(failed.getMessage()));
        } catch (ProblemException gone) {
            replay.fail(String.valueOf(gone.getBody().getDetail()));
        } catch (IOException unreadable) {
            replay.fail("Dataset '%s' cannot be read: %s. Check the file, then start the replay again."
                    .formatted(spec.dataset(), unreadable.getMessage()));
        } catch (RuntimeException unexpected) {
            unexpected(unexpected);
        }
    }

    private void unexpected(RuntimeException failure) {
        if (!replay.state().isFinal()) {
            log.atError().addKeyValue("replay", replay.id()).setCause(failure).log("Replay failed unexpectedly");
            replay.fail("The replay failed unexpectedly. The log of this service has it under this replay's id.");
        }
    }

    /** Lets the counts of a replay that did not complete come to rest. */
    private void settle(PublishingSession messages) {
        if (replay.state() == ReplayState.COMPLETED) {
            return;
        }
        // the interruption that ended the replay has been heeded
        Thread.interrupted();
        try {
            boolean settled = messages.flush(SETTLING);
            log.atDebug()
                    .addKeyValue("replay", replay.id())
                    .addKeyValue("settled", settled)
                    .log("Replay stopped");
        } catch (PublishingException failed) {
            replay.fail(String.valueOf(failed.getMessage()));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if the replay was stopped before the end. */
    private boolean playAllLoops(PublishingSession messages)
            throws IOException, InterruptedException, PublishingException {
        for (long loop = 0; spec.isEndless() || loop < spec.loops(); loop++) {
            long readBefore = progress.read();
            if (!playOnce(messages)) {
                return false;
            }
            if (progress.read() == readBefore) {
                // an empty slice stays empty
                return true;
            }
        }
        return true;
    }

    private boolean playOnce(PublishingSession messages) throws IOException, InterruptedException, PublishingException {
        try (RecordSource source = datasets.open(spec.dataset(), spec.order(), spec.recordsWanted())) {
            progress.loopStarted(source);
            for (long skipped = 0; skipped < spec.skip() && !replay.state().isFinal(); skipped++) {
                if (source.next() == null) {
                    break;
                }
            }
            long limit = spec.limit() == null ? Long.MAX_VALUE : spec.limit();
            for (long taken = 0; taken < limit; taken++) {
                DatasetRecord record = source.next();
                if (record == null) {
                    break;
                }
                if (!play(record, messages)) {
                    return false;
                }
            }
            progress.loopDone(source);
            return !replay.state().isFinal();
        } finally {
            progress.sourceClosed();
        }
    }

    private boolean play(DatasetRecord record, PublishingSession messages)
            throws InterruptedException, PublishingException {
        if (record instanceof ReadCall read) {
            return send(read.call(), messages);
        }
        if (record instanceof RejectedRecord rejected) {
            if (!mayGoOn()) {
                return false;
            }
            replay.rejectedRecords().add(rejected);
            progress.countRejected();
            meters.countRejected();
        }
        return true;
    }

    private boolean send(CallForService call, PublishingSession messages)
            throws InterruptedException, PublishingException {
        LocalDateTime eventTime = call.callDateTime();
        byte[] value = CallJson.write(call);
        if (!awaitTurn(eventTime)) {
            return false;
        }
        messages.send(call.crimeId(), value);
        progress.countSent(eventTime, value.length, ticker.nanoTime());
        meters.countSent();
        return true;
    }

    /** Waits until the next record is due; false if the replay was stopped. */
    private boolean awaitTurn(LocalDateTime eventTime) throws InterruptedException {
        while (mayGoOn()) {
            Pace pace = replay.pace();
            long now = ticker.nanoTime();
            pacer.change(pace, now);
            long wait = pacer.nanosUntilDue(eventTime, now);
            if (wait <= 0) {
                pacer.sent(eventTime, now);
                return true;
            }
            replay.awaitChange(ReplayState.RUNNING, pace, Math.max(wait, TICK));
        }
        return false;
    }

    /** Waits out a pause; false if the replay was stopped. */
    private boolean mayGoOn() throws InterruptedException {
        boolean held = false;
        ReplayState state = replay.state();
        while (state == ReplayState.PAUSED) {
            held = true;
            replay.awaitChange(ReplayState.PAUSED, replay.pace(), Long.MAX_VALUE);
            state = replay.state();
        }
        if (held) {
            pacer.restart(ticker.nanoTime());
        }
        return state == ReplayState.RUNNING;
    }

    /** What Kafka's thread reports. */
    private final class Deliveries implements DeliveryListener {
        @Override
        public void acknowledged() {
            progress.countAcknowledged();
            meters.countAcknowledged();
        }

        @Override
        public void failed(PublishingException failure) {
            replay.fail(String.valueOf(failure.getMessage()));
        }
    }
}
