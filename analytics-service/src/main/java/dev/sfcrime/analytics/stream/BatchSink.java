package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.BatchCounts;
import dev.sfcrime.analytics.aggregates.CellCount;
import dev.sfcrime.analytics.aggregates.CommittedBatch;
import dev.sfcrime.analytics.aggregates.ReplayCount;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

import static dev.sfcrime.analytics.pipeline.CallCounts.COUNTED;
import static dev.sfcrime.analytics.pipeline.CallCounts.CRIME_TYPE;
import static dev.sfcrime.analytics.pipeline.CallCounts.DISPOSITION;
import static dev.sfcrime.analytics.pipeline.CallCounts.EVENT_HOUR;
import static dev.sfcrime.analytics.pipeline.CallCounts.MALFORMED;
import static dev.sfcrime.analytics.pipeline.CallCounts.REPLAY_ID;

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
        for (Row row : changed) {
            LocalDateTime hour = row.getAs(columns.hour());
            if (hour == null) {
                replays.add(new ReplayCount(
                        row.getAs(columns.replayId()),
                        row.getLong(columns.counted()),
                        row.getLong(columns.malformed())));
            } else {
                cells.add(new CellCount(
                        hour,
                        row.getString(columns.crimeType()),
                        row.getString(columns.disposition()),
                        row.getLong(columns.counted())));
            }
        }
        return new BatchCounts(batchId, clock.instant(), null, checkpoint.endOffsets(batchId), cells, replays);
    }

    /** Places of the columns, looked up once for all rows. */
    private record Columns(int hour, int crimeType, int disposition, int replayId, int counted, int malformed) {
        static final Columns NONE = new Columns(0, 0, 0, 0, 0, 0);

        static Columns of(Row row) {
            return new Columns(
                    row.fieldIndex(EVENT_HOUR),
                    row.fieldIndex(CRIME_TYPE),
                    row.fieldIndex(DISPOSITION),
                    row.fieldIndex(REPLAY_ID),
                    row.fieldIndex(COUNTED),
                    row.fieldIndex(MALFORMED));
        }
    }
}
