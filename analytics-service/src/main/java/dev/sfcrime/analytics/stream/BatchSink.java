package dev.sfcrime.analytics.stream;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.Lock;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.BatchCounts;
import dev.sfcrime.analytics.aggregates.CellCount;
import dev.sfcrime.analytics.aggregates.FaultCount;
import dev.sfcrime.analytics.aggregates.History;
import dev.sfcrime.analytics.aggregates.ReplayCount;
import dev.sfcrime.analytics.pipeline.CallCounts;
import dev.sfcrime.wire.InjectedFault;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

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
    private final transient CallsTopic topic;
    private final String topicId;
    private final transient @Nullable Duration retention;
    private final transient Clock clock;
    private final transient Lock running;

    /** Known from the first batch on; by then Spark has written it down. */
    private transient @Nullable History history;

    private transient volatile boolean retired;

    /**
     * A sink for one run of the query.
     *
     * @param topicId id that the topic had when the run began
     * @param running held while a batch is taken in; who holds it can interrupt the query without hitting a
     *     transaction, which a file database does not survive
     */
    BatchSink(
            AggregateStore store,
            Checkpoint checkpoint,
            CallsTopic topic,
            String topicId,
            @Nullable Duration retention,
            Clock clock,
            Lock running) {
        this.store = store;
        this.checkpoint = checkpoint;
        this.topic = topic;
        this.topicId = topicId;
        this.retention = retention;
        this.clock = clock;
        this.running = running;
    }

    /** Begins to take in no more batches, even if Spark fails to end the run. */
    void retire() {
        retired = true;
    }

    @Override
    public void call(Dataset<Row> changed, Long batchId) throws Exception {
        running.lockInterruptibly();
        try {
            if (retired) {
                throw new IllegalStateException("This run of the query has been given up");
            }
            List<Row> rows = changed.collectAsList();
            // the rows were read by now: while the topic is the same one as before, they came from it
            String topicNow = topic.id();
            if (!topicNow.equals(topicId)) {
                throw OneHistory.topicCreatedAnew(topicId, topicNow);
            }
            store.commit(counts(rows, batchId));
        } finally {
            running.unlock();
        }
    }

    private History history() {
        History known = history;
        if (known == null) {
            String checkpointId = checkpoint.id();
            if (checkpointId == null) {
                throw new UnreadableCheckpointException("it has lost its id");
            }
            known = new History(checkpointId, topicId, retention);
            history = known;
        }
        return known;
    }

    private @Nullable LocalDateTime watermark(long batchId) {
        return retention == null ? null : CallCounts.retainedFrom(checkpoint.watermarkMillis(batchId));
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
        return new BatchCounts(
                history(),
                batchId,
                clock.instant(),
                watermark(batchId),
                checkpoint.endOffsets(batchId),
                cells,
                replays,
                faults);
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
