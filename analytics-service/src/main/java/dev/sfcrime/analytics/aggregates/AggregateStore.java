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
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The durable aggregates. One writer commits micro-batches; any number of threads read. */
@Component
public class AggregateStore {
    private static final Logger log = LoggerFactory.getLogger(AggregateStore.class);

    private final Database database;
    private final Tables tables;
    private final LatenessProperties lateness;
    private final StoreMeters meters;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * What readers see; null until the database was there for the first time. Replaced as a whole, after the
     * transaction that wrote it. Writes are guarded by this.
     */
    private volatile @Nullable Cut cut;

    AggregateStore(Database database, LatenessProperties lateness, MeterRegistry registry) {
        this.database = database;
        this.lateness = lateness;
        this.tables = database.tables();
        this.meters = new StoreMeters(registry, () -> cut);
        try {
            open();
        } catch (DatabaseAwayException away) {
            // whoever opens it next tells why it cannot
            log.atDebug().setCause(away).log("The aggregates are read later");
        }
    }

    /**
     * Reads the aggregates, unless they are read already.
     *
     * @throws RuntimeException if the database is away; to be tried again
     */
    public synchronized void open() {
        if (cut == null) {
            database.migrate();
            cut = load();
        }
    }

    /** Takes in one micro-batch, without a condition. */
    public boolean commit(BatchCounts batch) {
        return commit(batch, () -> {});
    }

    /**
     * Takes in one micro-batch: its counts, its id and its offsets, in one transaction. When this returns, the batch
     * survives the death of the process.
     *
     * @param condition called last in the transaction; where it throws, nothing is changed
     * @return false, and nothing is changed, where this batch or a later one is committed already
     * @throws IllegalStateException if the database stands elsewhere than when the query was started, or the batch is of
     *     another history
     */
    public synchronized boolean commit(BatchCounts batch, Runnable condition) {
        Cut before = cut();
        if (batch.batchId() <= before.batchId()) {
            return false;
        }
        if (before.batch() != null && !batch.history().equals(before.history())) {
            throw new IllegalStateException("Batch " + batch.batchId() + " is of " + batch.history()
                    + ", the aggregates of " + before.history());
        }
        CommittedBatch committed = new CommittedBatch(
                batch.history(),
                batch.batchId(),
                batch.computedAt().truncatedTo(ChronoUnit.MILLIS),
                Retention.watermark(before, batch),
                nextOffsets(before, batch));
        Timer.Sample sample = Timer.start();
        Optional<Cut> after = database.write(() -> {
            if (!tables.advance(before.batchId(), committed, batch.history())) {
                return Optional.empty();
            }
            Cut written = new BatchWriter(tables, lateness, before).write(committed, batch);
            condition.run();
            return Optional.of(written);
        });
        if (after.isPresent()) {
            publish(after.get());
            meters.committed(sample);
            return true;
        }
        Cut found = load();
        publish(found);
        if (found.batchId() < batch.batchId()) {
            throw new IllegalStateException("The database stands at batch %d, and no longer at batch %d"
                    .formatted(found.batchId(), before.batchId()));
        }
        // an earlier commit did reach the database, though it seemed to fail
        return false;
    }

    /**
     * The last batch that the database has, read anew: it may have been put back to an earlier time. Null before the
     * first.
     */
    public synchronized @Nullable CommittedBatch readLastBatch() {
        CommittedBatch last = database.readTogether(() -> Optional.ofNullable(tables.lastBatch()))
                .orElse(null);
        if (!Objects.equals(last, cut().batch())) {
            publish(load());
        }
        return lastBatch();
    }

    /** Forgets all batches, in one transaction: the aggregates are as before the first. */
    public synchronized void clear() {
        database.write(() -> {
            tables.clear();
            return Cut.EMPTY;
        });
        publish(Cut.EMPTY);
    }

    /** Valid calls that were dropped because they came for event hours behind the retention. */
    public long droppedByRetention() {
        Cut last = cut;
        return last == null ? 0 : last.late().droppedByRetention();
    }

    /** Cells of the cube; 0 while the database was never there. */
    public long cells() {
        Cut last = cut;
        return last == null ? 0 : last.cells();
    }

    /** Whether the aggregates were read: else it is not known what they stand at. */
    public boolean isOpen() {
        return cut != null;
    }

    /** The last batch committed; null before the first, and while the database was never there. */
    public @Nullable CommittedBatch lastBatch() {
        Cut last = cut;
        return last == null ? null : last.batch();
    }

    Cut cut() {
        Cut last = cut;
        if (last == null) {
            throw DatabaseAwayException.sinceStart();
        }
        return last;
    }

    Database database() {
        return database;
    }

    /** Calls back after each batch, once readers see it, on the writer's thread: must return fast. */
    public void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    private void publish(Cut next) {
        meters.moved(cut(), next);
        cut = next;
        listeners.forEach(Runnable::run);
    }

    private static Map<Integer, Long> nextOffsets(Cut before, BatchCounts batch) {
        Map<Integer, Long> offsets = new TreeMap<>();
        CommittedBatch last = before.batch();
        if (last != null) {
            offsets.putAll(last.offsets());
        }
        offsets.putAll(batch.offsets());
        return Collections.unmodifiableMap(offsets);
    }

    private Cut load() {
        Cut loaded = database.readTogether(this::read);
        log.atInfo()
                .addKeyValue("batchId", loaded.batchId())
                .addKeyValue("calls", loaded.calls())
                .addKeyValue("cells", loaded.cells())
                .log("Aggregates loaded");
        return loaded;
    }

    private Cut read() {
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
        return new Cut(
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
    }
}
