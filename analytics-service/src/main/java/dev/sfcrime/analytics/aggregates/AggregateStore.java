package dev.sfcrime.analytics.aggregates;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sfcrime.analytics.aggregates.Series.Point;
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
    private final Timer commits;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /** What readers see; replaced as a whole, after the transaction that wrote it. Writes are guarded by this. */
    private volatile Cut cut;

    AggregateStore(JdbcTemplate jdbc, TransactionOperations transactions, MeterRegistry meters) {
        this.tables = new Tables(jdbc);
        this.transactions = transactions;
        this.cut = load();
        this.commits = Timer.builder("analytics.store.commit")
                .description("Time to commit one micro-batch to the aggregate store")
                .register(meters);
        Gauge.builder("analytics.store.cells", () -> cut.cells())
                .description("Cells of the cube: event hours by crime types by dispositions")
                .register(meters);
    }

    /**
     * Takes in one micro-batch: its counts, its id and its offsets, in one transaction. When this returns, the batch
     * survives the death of the process.
     *
     * @return false, and nothing is changed, where this batch or a later one is committed already
     */
    public synchronized boolean commit(BatchCounts batch) {
        CommittedBatch committed = new CommittedBatch(
                batch.batchId(),
                batch.computedAt().truncatedTo(ChronoUnit.MILLIS),
                batch.watermark(),
                nextOffsets(batch));
        Timer.Sample sample = Timer.start();
        Optional<Cut> after = transactions.execute(status -> tables.advance(committed)
                ? Optional.of(new BatchWriter(tables, cut).write(committed, batch))
                : Optional.empty());
        if (after.isPresent()) {
            publish(after.get());
            sample.stop(commits);
        } else if (cut.batchId() < batch.batchId()) {
            // an earlier commit did reach the database, though it seemed to fail
            publish(load());
        }
        return after.isPresent();
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
