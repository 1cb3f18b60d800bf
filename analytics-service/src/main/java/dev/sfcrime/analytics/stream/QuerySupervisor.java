package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the streaming query running: opens Spark's session, waits for the topic, starts the query, and starts it again
 * after a failure, with a pause that doubles with each failure in a row. Runs beside the HTTP server, so that the API
 * can tell what it waits for.
 */
@Component
class QuerySupervisor implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(QuerySupervisor.class);
    private static final Duration TOPIC_POLL = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Used by the supervising thread alone. */
    private final SparkRuntime spark;

    private final QueryProperties properties;
    private final CallsTopic topic;
    private final AggregateStore store;
    private final Clock clock;
    private final Counter failures;

    /** Held while a batch is taken in, see {@link BatchSink}. */
    private final ReentrantLock batchRunning = new ReentrantLock();

    /** Guards all that follows. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Condition changed = lock.newCondition();
    private QueryRun run = QueryRun.NEVER;
    private @Nullable Thread supervisor;
    private boolean stopRequested;
    private boolean restartRequested;

    QuerySupervisor(
            SparkProperties sparkProperties,
            QueryProperties properties,
            CallsTopic topic,
            AggregateStore store,
            QueryProgress progress,
            Clock clock,
            MeterRegistry metrics) {
        this.spark = new SparkRuntime(sparkProperties, progress, this::stop);
        this.properties = properties;
        this.topic = topic;
        this.store = store;
        this.clock = clock;
        this.failures = Counter.builder("analytics.query.failures")
                .description("Runs of the streaming query that ended with an error")
                .register(metrics);
    }

    /** What the query does now. */
    QueryRun run() {
        return locked(() -> run);
    }

    /**
     * Ends the present run after its micro-batch and starts another. Calls that come while one is under way share it.
     *
     * @return the new run, or what the query does when it does not run within the time
     */
    QueryRun restart(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            UUID before = run.runId();
            restartRequested = true;
            changed.signalAll();
            long left = patience.toNanos();
            while (left > 0 && !stopRequested && (run.state() != QueryState.RUNNING || same(before, run.runId()))) {
                left = changed.awaitNanos(left);
            }
            return run;
        } finally {
            lock.unlock();
        }
    }

    private static boolean same(@Nullable UUID one, @Nullable UUID other) {
        return one != null && one.equals(other);
    }

    private void supervise() {
        Backoff backoff = new Backoff(properties.firstBackoff(), properties.longestBackoff());
        try {
            while (!isStopRequested()) {
                runAndRecover(backoff);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            spark.close();
            enter(QueryState.STOPPED, "the service stops");
        }
    }

    private void runAndRecover(Backoff backoff) throws InterruptedException {
        try {
            runOnce(backoff);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable failed) {
            // Spark's Scala code throws checked exceptions undeclared, and a missing class must not end this thread
            Duration pause = backoff.next();
            failures.increment();
            change(run -> run.failed(reason(failed)));
            LOG.atError().addKeyValue("nextStartIn", pause).setCause(failed).log("The streaming query failed");
            await(pause);
        }
    }

    /** One run of the query, from its start to its end. */
    private void runOnce(Backoff backoff) throws Exception {
        enter(QueryState.STARTING, "the query is starting");
        store.open();
        SparkSession session = spark.session();
        if (!awaitTopic()) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(session, properties.checkpoint());
        BatchSink sink = new BatchSink(store, checkpoint, clock, batchRunning);
        sink.requireOneHistory();
        StreamingQuery started = CallsQuery.start(session, properties, sink);
        entered(started);
        while (!started.awaitTermination(POLL.toMillis())) {
            if (started.lastProgress() != null) {
                backoff.reset();
                change(QueryRun::recovered);
            }
            if (isEndRequested()) {
                stopAfterBatch(started);
                return;
            }
        }
    }

    /** Waits until the topic can be read: Kafka's source would fail without it. False if there is no need any more. */
    private boolean awaitTopic() throws InterruptedException {
        Optional<String> missing = topic.unreadable();
        while (missing.isPresent() && !isStopRequested()) {
            enter(QueryState.WAITING, missing.get());
            await(TOPIC_POLL);
            missing = topic.unreadable();
        }
        return missing.isEmpty();
    }

    private void stopAfterBatch(StreamingQuery running) throws InterruptedException, TimeoutException {
        boolean betweenBatches = batchRunning.tryLock(properties.stopTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            running.stop();
        } finally {
            if (betweenBatches) {
                batchRunning.unlock();
            }
        }
    }

    /** The innermost cause: what Spark wraps around it names classes and the whole plan. */
    private static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    private void entered(StreamingQuery started) {
        lock.lock();
        try {
            restartRequested = false;
            change(run -> run.running(started.id(), started.runId()));
        } finally {
            lock.unlock();
        }
    }

    private void enter(QueryState next, String why) {
        change(run -> run.in(next, why));
    }

    private void change(UnaryOperator<QueryRun> change) {
        lock.lock();
        try {
            QueryRun next = change.apply(run);
            if (!next.equals(run)) {
                LOG.atInfo()
                        .addKeyValue("state", next.state())
                        .addKeyValue("runId", next.runId())
                        .addKeyValue("reason", next.reason())
                        .log("The streaming query is in another state");
                run = next;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits, but no longer than until a stop or a restart is wanted. */
    private void await(Duration pause) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = pause.toNanos();
            while (left > 0 && !stopRequested && !restartRequested) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isStopRequested() {
        return locked(() -> stopRequested);
    }

    private boolean isEndRequested() {
        return locked(() -> stopRequested || restartRequested);
    }

    private <T> T locked(Supplier<T> read) {
        lock.lock();
        try {
            return read.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (supervisor == null) {
                stopRequested = false;
                supervisor = new Thread(this::supervise, "query-supervisor");
                supervisor.start();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void stop() {
        Thread stopped;
        lock.lock();
        try {
            stopped = supervisor;
            stopRequested = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (stopped != null) {
            join(stopped);
        }
    }

    private void join(Thread stopped) {
        try {
            stopped.join(properties.stopTimeout().multipliedBy(2).toMillis());
            if (stopped.isAlive()) {
                LOG.atWarn().log("The streaming query does not stop in time; its next start repeats the last batch");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return locked(() -> supervisor != null && supervisor.isAlive());
    }
}
