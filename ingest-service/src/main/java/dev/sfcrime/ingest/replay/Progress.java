package dev.sfcrime.ingest.replay;

import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicLong;

import dev.sfcrime.ingest.dataset.RecordSource;
import org.jspecify.annotations.Nullable;

/** How far a replay has come. The replay's thread writes, Kafka's counts acknowledgements, any may read. */
final class Progress {
    private final ReplaySpec spec;
    private final RateMeter rate;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong rejected = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong loopsDone = new AtomicLong();
    private volatile @Nullable LocalDateTime lastEventTime;
    private volatile @Nullable RecordSource source;
    private volatile @Nullable Long datasetRecords;

    Progress(ReplaySpec spec, long now) {
        this.spec = spec;
        this.rate = new RateMeter(now);
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
        loopsDone.incrementAndGet();
    }

    /** Forgets the source, which is closed. */
    void sourceClosed() {
        source = null;
    }

    void countRejected() {
        read.incrementAndGet();
        rejected.incrementAndGet();
    }

    void countSent(LocalDateTime eventTime, int length, long now) {
        read.incrementAndGet();
        sent.incrementAndGet();
        bytes.addAndGet(length);
        lastEventTime = eventTime;
        rate.mark(now);
    }

    void countAcknowledged() {
        acknowledged.incrementAndGet();
    }

    long read() {
        return read.get();
    }

    long rejected() {
        return rejected.get();
    }

    long sent() {
        return sent.get();
    }

    /** Never more than {@link #sent} had been when this was asked, though Kafka may be quicker than our counting. */
    long acknowledged() {
        return Math.min(acknowledged.get(), sent.get());
    }

    long bytes() {
        return bytes.get();
    }

    double perSecond(long now) {
        return rate.perSecond(now);
    }

    @Nullable
    LocalDateTime lastEventTime() {
        return lastEventTime;
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
        Long total = total();
        if (total != null) {
            return total == 0 ? 1.0 : Math.min(1.0, (double) read.get() / total);
        }
        RecordSource reading = source;
        double loops = loopsDone.get() + (reading == null ? 0 : reading.fractionRead());
        double byLimit = spec.limit() == null ? 0 : (double) read.get() / spec.limit();
        return Math.min(1.0, Math.max(loops, byLimit) / spec.loops());
    }

    private void learnSize(RecordSource from) {
        Long records = from.totalRecords();
        if (records != null) {
            datasetRecords = records;
        }
    }
}
