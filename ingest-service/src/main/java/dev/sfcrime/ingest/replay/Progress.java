package dev.sfcrime.ingest.replay;

import dev.sfcrime.ingest.dataset.RecordSource;
import org.jspecify.annotations.Nullable;

/** How far a replay has come, and how much of that is committed. The replay's thread writes, any may read. */
final class Progress {
    private final ReplaySpec spec;
    private final RateMeter rate;
    private volatile Tally now;
    private volatile Tally committed;
    private volatile @Nullable RecordSource source;
    private volatile @Nullable Long datasetRecords;

    /** When the next message is due, in the ticker's time. */
    private volatile long due;

    /**
     * Progress to go on with.
     *
     * @param committed what is done already
     * @param datasetRecords how many records the dataset has; null if unknown
     */
    Progress(ReplaySpec spec, Tally committed, @Nullable Long datasetRecords, long nanoTime) {
        this.spec = spec;
        this.now = committed;
        this.committed = committed;
        this.datasetRecords = datasetRecords;
        this.rate = new RateMeter(nanoTime);
        this.due = nanoTime;
    }

    /** Everything that was done so far. */
    Tally now() {
        return now;
    }

    /**
     * What is in Kafka for good. Whoever asks for {@link #now} after this gets no less, even if what was not committed is
     * undone meanwhile.
     */
    Tally committed() {
        return committed;
    }

    /** Whether no record was read since the last commit, and no message sent. */
    boolean isCommitted() {
        Tally done = now;
        Tally safe = committed;
        return done.sent() == safe.sent() && done.read() == safe.read();
    }

    /** A run through the dataset begins. */
    void loopStarted(RecordSource opened) {
        source = opened;
        learnSize(opened);
    }

    /** A run through the dataset has come to its end. */
    void loopDone(RecordSource finished) {
        learnSize(finished);
        source = null;
        now = now.withLoopDone();
    }

    /** Forgets the source, which is closed. */
    void sourceClosed() {
        source = null;
    }

    void countRejected() {
        now = now.withRejected();
    }

    void countSent(OutgoingMessage message, long nanoTime) {
        now = now.withSent(message);
        rate.mark(nanoTime);
    }

    void commit(Tally done) {
        committed = done;
    }

    /** What was not committed is undone. */
    void rewind(Tally to) {
        committed = to;
        now = to;
    }

    /** The next message is due then. */
    void due(long nanoTime) {
        due = nanoTime;
    }

    /** For how many nanoseconds the next message has been due; 0 or less if it is not. */
    long nanosLate(long nanoTime) {
        return nanoTime - due;
    }

    double perSecond(long nanoTime) {
        return rate.perSecond(nanoTime);
    }

    /** How many records the dataset has; null if unknown. */
    @Nullable
    Long datasetRecords() {
        return datasetRecords;
    }

    /** How many records there are in all loops, rejected ones included; null if unknown or endless. */
    @Nullable
    Long total() {
        Long records = datasetRecords;
        if (records == null || spec.isEndless()) {
            return null;
        }
        long slice = spec.sliceOf(records);
        return slice > Long.MAX_VALUE / spec.loops() ? Long.MAX_VALUE : slice * spec.loops();
    }

    /** How much is done, from 0 to 1; by bytes where the number of records is unknown; null if endless. */
    @Nullable
    Double fraction() {
        if (spec.isEndless()) {
            return null;
        }
        Tally done = now;
        Long total = total();
        if (total != null) {
            return total == 0 ? 1.0 : Math.min(1.0, (double) done.read() / total);
        }
        RecordSource reading = source;
        double loops = done.loop() + (reading == null ? 0 : reading.fractionRead());
        double byLimit = spec.limit() == null ? 0 : (double) done.read() / spec.limit();
        return Math.min(1.0, Math.max(loops, byLimit) / spec.loops());
    }

    private void learnSize(RecordSource from) {
        Long records = from.totalRecords();
        if (records != null) {
            datasetRecords = records;
        }
    }
}
