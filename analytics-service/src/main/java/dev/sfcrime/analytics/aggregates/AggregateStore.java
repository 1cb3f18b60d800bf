package dev.sfcrime.analytics.aggregates;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sfcrime.analytics.aggregates.Series.Point;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The durable aggregates. One writer commits micro-batches; any number of threads read. */
@Component
public class AggregateStore {
    private static final Logger log = LoggerFactory.getLogger(AggregateStore.class);

    private final Tables tables;
    private final TransactionOperations transactions;
    private final LatenessProperties lateness;
    private final Timer commits;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** What readers see; replaced as a whole, after the transaction that wrote it. Writes are guarded by this. */
    private volatile Cut cut;

    AggregateStore(
            JdbcTemplate jdbc, TransactionOperations transactions, LatenessProperties lateness, MeterRegistry meters) {
        this.tables = new Tables(jdbc);
        this.transactions = transactions;
        this.lateness = lateness;
        this.cut = load();
        this.commits = Timer.builder("analytics.store.commit")
                .description("Time to commit one micro-batch to the aggregate store")
                .register(meters);
        Gauge.builder("analytics.store.cells", () -> cut.cells())
                .description("Cells of the cube: event hours by crime types by dispositions")
                .register(meters);
        FunctionCounter.builder("analytics.dropped.by.retention", this, AggregateStore::droppedByRetention)
                .description("Valid calls that came for event hours behind the retention, and are not counted")
                .baseUnit("calls")
                .register(meters);
        FunctionCounter.builder(
                        "analytics.late.after.final",
                        this,
                        store -> store.cut.late().afterFinal())
                .description("Calls counted into event hours that had been final by the allowed lateness")
                .baseUnit("calls")
                .register(meters);
    }

    /**
     * Takes in one micro-batch: its counts, its id and its offsets, in one transaction. When this returns, the batch
     * survives the death of the process.
     *
     * @return false, and nothing is changed, where this batch or a later one is committed already
     * @throws IllegalStateException if the database stands elsewhere than when the query was started, or the batch is of
     *     another history
     */
    public synchronized boolean commit(BatchCounts batch) {
        if (batch.batchId() <= cut.batchId()) {
            return false;
        }
        if (cut.batch() != null && !batch.history().equals(cut.history())) {
            throw new IllegalStateException(
                    "Batch " + batch.batchId() + " is of " + batch.history() + ", the aggregates of " + cut.history());
        }
        CommittedBatch committed = new CommittedBatch(
                batch.history(),
                batch.batchId(),
                batch.computedAt().truncatedTo(ChronoUnit.MILLIS),
                batch.watermark(),
                nextOffsets(batch));
        Timer.Sample sample = Timer.start();
        Optional<Cut> after = transactions.execute(status -> tables.advance(cut.batchId(), committed, batch.history())
                ? Optional.of(new BatchWriter(tables, lateness, cut).write(committed, batch))
                : Optional.empty());
        if (after.isPresent()) {
            publish(after.get());
            sample.stop(commits);
            return true;
        }
        long expected = cut.batchId();
        publish(load());
        if (cut.batchId() < batch.batchId()) {
            throw new IllegalStateException(
                    "The database stands at batch %d, and no longer at batch %d".formatted(cut.batchId(), expected));
        }
        // an earlier commit did reach the database, though it seemed to fail
        return false;
    }

    /**
     * The last batch that the database has, read anew: it may have been put back to an earlier time. Null before the
     * first.
     */
    public synchronized @Nullable CommittedBatch readLastBatch() {
        CommittedBatch last = tables.lastBatch();
        if (!Objects.equals(last, cut.batch())) {
            publish(load());
        }
        return cut.batch();
    }

    /** Forgets all batches, in one transaction: the aggregates are as before the first. */
    public synchronized void clear() {
        transactions.executeWithoutResult(status -> tables.clear());
        publish(Cut.EMPTY);
    }

    /** Valid calls that were dropped because they came for event hours behind the retention. */
    public long droppedByRetention() {
        return cut.late().droppedByRetention();
    }

    /** The last batch committed; null before the first. */
    public @Nullable CommittedBatch lastBatch() {
        return cut.batch();
    }

    Cut cut() {
        return cut;
    }

    Tables tables() {
        return tables;
    }

    /** Calls back after each batch, on the writer's thread: must return fast. */
    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    private void publish(Cut next) {
        cut = next;
        listeners.forEach(Runnable::run);
    }

    private Map<Integer, Long> nextOffsets(BatchCounts batch) {
        Map<Integer, Long> offsets = new TreeMap<>();
        CommittedBatch last = cut.batch();
        if (last != null) {
            offsets.putAll(last.offsets());
        }
        offsets.putAll(batch.offsets());
        return Collections.unmodifiableMap(offsets);
    }

    private Cut load() {
        Names crimeTypes = tables.crimeTypes();
        Counts[] typeDispositions = new Counts[crimeTypes.size()];
        Arrays.setAll(typeDispositions, id -> new Counts());
        tables.crimeTypeDispositions.forEach((id, counts) -> typeDispositions[id.intValue()] = counts);
        TreeMap<Long, Point> hours = new TreeMap<>();
        long[] cells = {0};
        tables.hours.forEach((hour, block) -> {
            hours.put(
                    hour,
                    new Point(block.sum(), block.rolledUp(Tables::crimeTypeOf).size()));
            cells[0] += block.size();
        });
        TreeMap<Long, Point> days = new TreeMap<>();
        tables.days.forEach((day, block) -> days.put(day, new Point(block.sum(), block.size())));
        Cut loaded = new Cut(
                tables.lastBatch(),
                hours.values().stream().mapToLong(Point::calls).sum(),
                cells[0],
                crimeTypes,
                tables.dispositions(),
                new ArrayList<>(Arrays.asList(typeDispositions)),
                Series.EMPTY.with(hours),
                Series.EMPTY.with(days),
                tables.replays(),
                tables.lateCalls());
        log.atInfo()
                .addKeyValue("batchId", loaded.batchId())
                .addKeyValue("calls", loaded.calls())
                .addKeyValue("cells", loaded.cells())
                .log("Aggregates loaded");
        return loaded;
    }
}
