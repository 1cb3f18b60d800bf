package dev.sfcrime.ingest.replay;

import java.io.IOException;
import java.util.List;

import dev.sfcrime.ingest.dataset.ReadAhead;
import dev.sfcrime.ingest.dataset.RecordSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads a replay's present loop from where it is to go on. What may take long before the first record, skipping and sorting,
 * is interrupted when the replay is to end. For the replay's thread.
 */
final class LoopReader implements AutoCloseable {
    /** From so many records on a thread that reads ahead is worth its start. */
    private static final int LONG_RUN = 1_000;

    private final ReplayLife life;
    private final Progress progress;
    private final ReadAhead source;
    private final MessageStream stream;
    private List<OutgoingMessage> pending = List.of();
    private @Nullable Step first;

    /** Records read one after the other without waiting for their time. */
    private int run;

    private LoopReader(Replay replay, RecordSource source) {
        this.life = replay.life();
        this.progress = replay.progress();
        this.source = new ReadAhead(source);
        this.stream = new MessageStream(replay.spec(), progress.now().loop(), this.source);
    }

    /**
     * Opens the dataset, and reads it to where the loop goes on.
     *
     * @param fingerprint of the dataset that the loop has read from already; null if it has not
     * @throws ChangedDatasetException if it is another one now
     * @throws IOException if it cannot be read, or the replay is to end
     */
    static LoopReader open(Replay replay, RecordOpener datasets, @Nullable String fingerprint) throws IOException {
        ReplaySpec spec = replay.spec();
        replay.life().beginInterruptible();
        try {
            LoopReader reader =
                    new LoopReader(replay, datasets.open(spec.dataset(), spec.order(), spec.recordsWanted()));
            try {
                reader.goTo(replay, fingerprint);
                return reader;
            } catch (IOException | RuntimeException failed) {
                reader.close();
                throw failed;
            }
        } finally {
            replay.life().endInterruptible();
        }
    }

    private void goTo(Replay replay, @Nullable String fingerprint) throws IOException {
        progress.loopStarted(source);
        if (fingerprint != null && !fingerprint.equals(source.fingerprint())) {
            throw ChangedDatasetException.fingerprint(fingerprint, source.fingerprint());
        }
        Tally done = progress.now();
        pending = stream.fastForward(done.readInLoop(), done.sentInLoop(), replay.rejectedRecords()::add);
        first = stream.next();
    }

    /** Of the dataset that the loop reads. */
    String fingerprint() {
        return source.fingerprint();
    }

    /** What is still to be sent for the last record that was read before. */
    List<OutgoingMessage> pending() {
        return pending;
    }

    /** The next record; null at the loop's end. */
    @Nullable
    Step next() throws IOException {
        Step step = first;
        if (step != null) {
            first = null;
            return step;
        }
        if (source.fractionPrepared() == 1) {
            readAheadInLongRuns();
            return stream.next();
        }
        life.beginInterruptible();
        try {
            return stream.next();
        } finally {
            life.endInterruptible();
        }
    }

    private void readAheadInLongRuns() {
        if (run < LONG_RUN) {
            run = life.pace() instanceof Pace.Unlimited ? run + 1 : 0;
            if (run == LONG_RUN) {
                source.begin();
            }
        }
    }

    /** All of the loop was sent. */
    void loopDone() {
        progress.loopDone(source);
    }

    @Override
    public void close() throws IOException {
        progress.sourceClosed();
        stream.close();
    }
}
