package dev.sfcrime.analytics.stream;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.BatchCounts;
import dev.sfcrime.analytics.aggregates.CellCount;
import dev.sfcrime.analytics.aggregates.CommittedBatch;
import dev.sfcrime.analytics.aggregates.FaultCount;
import dev.sfcrime.analytics.aggregates.ReplayCount;
import dev.sfcrime.wire.InjectedFault;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

import static dev.sfcrime.analytics.pipeline.CallCounts.COUNTED;
import static dev.sfcrime.analytics.pipeline.CallCounts.DETAIL;
import static dev.sfcrime.analytics.pipeline.CallCounts.EVENT_HOUR;
import static dev.sfcrime.analytics.pipeline.CallCounts.MALFORMED;
import static dev.sfcrime.analytics.pipeline.CallCounts.SUBJECT;

/**
 * Hands what each micro-batch changed to the aggregate store, together with the offsets that Spark gave to the batch.
 * A batch that Spark runs again, after a crash or a restart, computes the same totals, and the store has them already.
 */
final class BatchSink implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;

    private final transient AggregateStore store;
    private final transient Checkpoint checkpoint;
    private final transient Clock clock;
    private final transient Lock running;

    /**
     * A sink.
     *
     * @param running held while a batch is taken in; who holds it can interrupt the query without hitting a
     *     transaction, which a file database does not survive
     */
    BatchSink(AggregateStore store, Checkpoint checkpoint, Clock clock, Lock running) {
        this.store = store;
        this.checkpoint = checkpoint;
        this.clock = clock;
        this.running = running;
    }

    /**
     * Fails if the store and the checkpoint do not belong together. Between two batches both stand at the same one; a
     * crash may have left the store one batch ahead of what the checkpoint has as done, and never behind it.
     */
    void requireOneHistory() {
        CommittedBatch stored = store.lastBatch();
        long lastStored = stored == null ? Checkpoint.NONE : stored.batchId();
        if (lastStored < checkpoint.lastCommitted()) {
            throw new CheckpointMismatchException("The aggregates stand at %s, the checkpoint %s already at batch %d"
                    .formatted(batch(lastStored), checkpoint, checkpoint.lastCommitted()));
        }
        if (lastStored > checkpoint.lastPlanned()) {
            throw new CheckpointMismatchException("The aggregates stand at %s, the checkpoint %s only at %s"
                    .formatted(batch(lastStored), checkpoint, batch(checkpoint.lastPlanned())));
        }
        if (stored != null && !stored.offsets().equals(checkpoint.endOffsets(lastStored))) {
            throw new CheckpointMismatchException("The aggregates and the checkpoint %s disagree on where %s ended"
                    .formatted(checkpoint, batch(lastStored)));
        }
    }

    private static String batch(long batchId) {
        return batchId == Checkpoint.NONE ? "no batch" : "batch " + batchId;
    }

    @Override
    public void call(Dataset<Row> changed, Long batchId) throws InterruptedException {
        running.lockInterruptibly();
        try {
            store.commit(counts(changed.collectAsList(), batchId));
        } finally {
            running.unlock();
        }
    }

    private BatchCounts counts(List<Row> changed, long batchId) {
        Columns columns = changed.isEmpty() ? Columns.NONE : Columns.of(changed.get(0));
        List<CellCount> cells = new ArrayList<>(changed.size());
        List<ReplayCount> replays = new ArrayList<>();
        List<FaultCount> faults = new ArrayList<>();
        for (Row row : changed) {
            LocalDateTime hour = row.getAs(columns.hour());
            String subject = row.getAs(columns.subject());
            String detail = row.getAs(columns.detail());
            long counted = row.getLong(columns.counted());
            long malformed = row.getLong(columns.malformed());
            if (hour != null) {
                cells.add(new CellCount(hour, subject, detail, counted));
            } else if (detail == null) {
                replays.add(new ReplayCount(subject, counted, malformed));
            } else {
                faults.add(new FaultCount(subject, fault(detail), counted + malformed));
            }
        }
        return new BatchCounts(batchId, clock.instant(), null, checkpoint.endOffsets(batchId), cells, replays, faults);
    }

    private static InjectedFault fault(String header) {
        return Objects.requireNonNull(InjectedFault.of(header.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Places of the columns, looked up once for all rows. */
    private record Columns(int hour, int subject, int detail, int counted, int malformed) {
        static final Columns NONE = new Columns(0, 0, 0, 0, 0);

        static Columns of(Row row) {
            return new Columns(
                    row.fieldIndex(EVENT_HOUR),
                    row.fieldIndex(SUBJECT),
                    row.fieldIndex(DETAIL),
                    row.fieldIndex(COUNTED),
                    row.fieldIndex(MALFORMED));
        }
    }
}
