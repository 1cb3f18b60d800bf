package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.StateKeeper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.spark.sql.streaming.StateOperatorProgress;
import org.apache.spark.sql.streaming.StreamingQueryListener;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What Spark reported about the query's micro-batches, across restarts; kept short, and metered. */
@Component
class QueryProgress extends StreamingQueryListener {
    /** Most reports kept. */
    static final int KEPT = 1000;

    /** What Spark measures of a micro-batch one after the other; by its own names. */
    private static final List<String> PHASES =
            List.of("latestOffset", "getBatch", "queryPlanning", "walCommit", "addBatch", "commitOffsets");

    private static final long serialVersionUID = 1L;

    /** Guarded by itself. */
    private final transient Deque<StreamingQueryProgress> reports = new ArrayDeque<>();

    private final boolean isStateInStore;
    private final transient AggregateStore store;
    private final transient Timer batches;
    private final transient Map<String, Timer> phases = new HashMap<>();
    private transient volatile @Nullable StreamingQueryProgress last;
    private transient volatile @Nullable StreamingQueryProgress lastWithInput;
    private transient volatile @Nullable StreamingQueryProgress lastWithState;

    QueryProgress(QueryProperties properties, AggregateStore store, MeterRegistry metrics) {
        this.isStateInStore = properties.state() == StateKeeper.STORE;
        this.store = store;
        this.batches = Timer.builder("analytics.batch.duration")
                .description("How long micro-batches with input took, from planning to commit")
                .register(metrics);
        for (String phase : PHASES) {
            phases.put(
                    phase,
                    Timer.builder("analytics.batch.phase")
                            .description("How long each phase of micro-batches with input took")
                            .tag("phase", phase)
                            .register(metrics));
        }
        Gauge.builder(
                        "analytics.input.rows.per.second",
                        () -> of(lastWithInput, 0, StreamingQueryProgress::inputRowsPerSecond))
                .description("Messages of the last micro-batch with input, by the time since the one before")
                .register(metrics);
        Gauge.builder(
                        "analytics.processed.rows.per.second",
                        () -> of(lastWithInput, 0, StreamingQueryProgress::processedRowsPerSecond))
                .description("Messages of the last micro-batch with input, by the time that it ran")
                .register(metrics);
        Gauge.builder("analytics.state.rows", this::stateRows)
                .description("Counts that are kept between batches: rows of Spark's state, or cells of the store")
                .register(metrics);
        Gauge.builder(
                        "analytics.state",
                        () -> isStateInStore ? 0 : of(lastWithState, Double.NaN, QueryProgress::stateBytes))
                .description("Memory that Spark's state takes; 0 where the store keeps it")
                .baseUnit("bytes")
                .register(metrics);
    }

    private static double of(
            @Nullable StreamingQueryProgress report, double none, ToDoubleFunction<StreamingQueryProgress> value) {
        return report == null ? none : finite(value.applyAsDouble(report));
    }

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {
        StreamingQueryProgress report = event.progress();
        synchronized (reports) {
            if (reports.size() == KEPT) {
                reports.removeLast();
            }
            reports.addFirst(report);
        }
        last = report;
        if (report.stateOperators().length > 0) {
            lastWithState = report;
        }
        if (report.numInputRows() > 0) {
            lastWithInput = report;
            batches.record(Duration.ofMillis(report.batchDuration()));
            report.durationMs().forEach(this::recordPhase);
        }
    }

    private void recordPhase(String phase, long millis) {
        Timer timer = phases.get(phase);
        if (timer != null) {
            timer.record(Duration.ofMillis(millis));
        }
    }

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}

    /** The last report; null before the first. */
    @Nullable
    StreamingQueryProgress last() {
        return last;
    }

    /** The last reports, newest first. */
    List<StreamingQueryProgress> recent(int limit) {
        synchronized (reports) {
            List<StreamingQueryProgress> newest = new ArrayList<>();
            for (Iterator<StreamingQueryProgress> each = reports.iterator();
                    each.hasNext() && newest.size() < limit; ) {
                newest.add(each.next());
            }
            return newest;
        }
    }

    /** Counts that are kept between batches, by whoever keeps them; no number before the first batch of Spark's. */
    double stateRows() {
        return isStateInStore ? store.cells() : of(lastWithState, Double.NaN, QueryProgress::stateRows);
    }

    private static long stateRows(StreamingQueryProgress report) {
        long rows = 0;
        for (StateOperatorProgress state : report.stateOperators()) {
            rows += state.numRowsTotal();
        }
        return rows;
    }

    private static long stateBytes(StreamingQueryProgress report) {
        long bytes = 0;
        for (StateOperatorProgress state : report.stateOperators()) {
            bytes += state.memoryUsedBytes();
        }
        return bytes;
    }

    /** Spark gives rates as infinite or as no number where it divides by zero. */
    static double finite(double rate) {
        return Double.isFinite(rate) ? rate : 0;
    }
}
