package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
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

    private static final long serialVersionUID = 1L;

    /** Guarded by itself. */
    private final transient Deque<StreamingQueryProgress> reports = new ArrayDeque<>();

    private final transient Timer batches;
    private final transient Counter messages;
    private transient volatile @Nullable StreamingQueryProgress last;

    QueryProgress(MeterRegistry metrics) {
        this.batches = Timer.builder("analytics.batch.duration")
                .description("How long micro-batches took, from planning to commit")
                .register(metrics);
        this.messages = Counter.builder("analytics.messages")
                .description("Messages that micro-batches took in")
                .register(metrics);
        gauge(
                metrics,
                "analytics.input.rows.per.second",
                "Messages per second that arrived",
                report -> finite(report.inputRowsPerSecond()));
        gauge(
                metrics,
                "analytics.processed.rows.per.second",
                "Messages per second while a micro-batch ran",
                report -> finite(report.processedRowsPerSecond()));
        gauge(metrics, "analytics.state.rows", "Rows of the query's state", QueryProgress::stateRows);
    }

    private void gauge(
            MeterRegistry metrics, String name, String description, ToDoubleFunction<StreamingQueryProgress> value) {
        Gauge.builder(name, () -> {
                    StreamingQueryProgress report = last;
                    return report == null ? 0 : value.applyAsDouble(report);
                })
                .description(description)
                .register(metrics);
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
        if (report.numInputRows() > 0) {
            batches.record(Duration.ofMillis(report.batchDuration()));
            messages.increment((double) report.numInputRows());
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

    /** Rows of state that the report tells of. */
    static long stateRows(StreamingQueryProgress report) {
        long rows = 0;
        for (StateOperatorProgress state : report.stateOperators()) {
            rows += state.numRowsTotal();
        }
        return rows;
    }

    /** Spark gives rates as infinite or as no number where it divides by zero. */
    static double finite(double rate) {
        return Double.isFinite(rate) ? rate : 0;
    }
}
