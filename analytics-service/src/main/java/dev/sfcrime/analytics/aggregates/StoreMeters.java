package dev.sfcrime.analytics.aggregates;

import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/** What monitoring sees of the aggregates. Counters tell what batches of this process brought. */
final class StoreMeters {
    private final Counter valid;
    private final Counter malformed;
    private final Counter lateDropped;
    private final Timer commits;

    StoreMeters(MeterRegistry registry, Supplier<@Nullable Cut> cut) {
        valid = messages(registry, "valid");
        malformed = messages(registry, "malformed");
        lateDropped = Counter.builder("analytics.late.dropped")
                .description("Valid calls that came for event hours behind the retention, and are in no cell")
                .register(registry);
        commits = Timer.builder("analytics.store.commit")
                .description("Time to commit one micro-batch to the aggregate store")
                .register(registry);
        Gauge.builder("analytics.store.cells", () -> {
                    Cut now = cut.get();
                    return now == null ? 0 : now.cells();
                })
                .description("Cells of the cube: event hours by crime types by dispositions")
                .register(registry);
        Gauge.builder("analytics.batch.id", () -> {
                    CommittedBatch last = batch(cut);
                    return last == null ? Double.NaN : (double) last.batchId();
                })
                .description("The last micro-batch committed")
                .register(registry);
        Gauge.builder("analytics.watermark", () -> {
                    CommittedBatch last = batch(cut);
                    return last == null || last.watermark() == null
                            ? Double.NaN
                            : (double) last.watermark().toEpochSecond(ZoneOffset.UTC);
                })
                .description("Event time before which calls are too late, wall clock read as UTC")
                .baseUnit("seconds")
                .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String validity) {
        return Counter.builder("analytics.messages")
                .description("Messages that the aggregates took in")
                .tag("validity", validity)
                .register(registry);
    }

    private static @Nullable CommittedBatch batch(Supplier<@Nullable Cut> cut) {
        Cut now = cut.get();
        return now == null ? null : now.batch();
    }

    /** A commit has succeeded. */
    void committed(Timer.Sample since) {
        since.stop(commits);
    }

    /** The aggregates have moved, by one batch or by several; back to an earlier one, nothing came in. */
    void moved(Cut before, Cut after) {
        if (after.batchId() > before.batchId()) {
            valid.increment(growth(before, after, ReplayItem::counted));
            malformed.increment(growth(before, after, ReplayItem::malformed));
            lateDropped.increment(
                    (double) (after.late().droppedByRetention() - before.late().droppedByRetention()));
        }
    }

    private static double growth(Cut before, Cut after, ToLongFunction<ReplayItem> count) {
        return (double) (sum(after.replays(), count) - sum(before.replays(), count));
    }

    private static long sum(List<ReplayItem> replays, ToLongFunction<ReplayItem> count) {
        return replays.stream().mapToLong(count).sum();
    }
}
