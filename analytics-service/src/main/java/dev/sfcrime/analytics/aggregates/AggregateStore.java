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
import org.springframework.stereotype.Component;

/** The durable aggregates. One writer commits micro-batches; any number of threads read. */
@Component
public class AggregateStore {
    private static final Logger log = LoggerFactory.getLogger(AggregateStore.class);

    private final Database database;
    private final Tables tables;
    private final Timer commits;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    /**
     * What readers see; null until the database was there for the first time. Replaced as a whole, after the
     * transaction that wrote it. Writes are guarded by this.
     */
    private volatile @Nullable Cut cut;

    AggregateStore(Database database, MeterRegistry meters) {
        this.database = database;
        this.tables = database.tables();
        this.commits = Timer.builder("analytics.store.commit")
                .description("Time to commit one micro-batch to the aggregate store")
                .register(meters);
        Gauge.builder("analytics.store.cells", () -> cut == null ? 0 : cut.cells())
                .description("Cells of the cube: event hours by crime types by dispositions")
                .register(meters);
        try {
            open();
        } catch (DatabaseAwayException away) {
            log.atWarn().addKeyValue("reason", away.getMessage()).log("The aggregates are read later");
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

    /**
     * Takes in one micro-batch: its counts, its id and its offsets, in one transaction. When this returns, the batch
     * survives the death of the process.
     *
     * @return false, and nothing is changed, where this batch or a later one is committed already
     */
    public synchronized boolean commit(BatchCounts batch) {
        Cut before = cut();
        CommittedBatch committed = new CommittedBatch(
                batch.batchId(),
                batch.computedAt().truncatedTo(ChronoUnit.MILLIS),
                batch.watermark(),
                nextOffsets(before, batch));
        Timer.Sample sample = Timer.start();
        Optional<Cut> after = database.write(() -> tables.advance(committed)
                ? Optional.of(new BatchWriter(tables, before).write(committed, batch))
                : Optional.empty());
        if (after.isPresent()) {
            publish(after.get());
            sample.stop(commits);
        } else if (before.batchId() < batch.batchId()) {
            // an earlier commit did reach the database, though it seemed to fail
            publish(load());
        }
        return after.isPresent();
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

    /** Calls back after each batch, on the writer's thread: must return fast. */
    void onCommit(Runnable listener) {
        listeners.add(listener);
    }

    private void publish(Cut next) {
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
                tables.replays());
    }
}
