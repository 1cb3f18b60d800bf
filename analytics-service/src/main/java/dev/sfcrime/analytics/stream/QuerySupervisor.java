package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.LatenessProperties;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
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
    private final @Nullable Duration retention;
    private final CallsTopic topic;
    private final AggregateStore store;
    private final Rebuild rebuild;
    private final Clock clock;
    private final Counter failures;
    private final QueryStatus status = new QueryStatus();

    /** Held while a batch is taken in, see {@link BatchSink}, or while store and checkpoint are emptied. */
    private final ReentrantLock batchRunning = new ReentrantLock();

    /** Guarded by this. */
    private @Nullable Thread supervisor;

    QuerySupervisor(
            SparkProperties sparkProperties,
            QueryProperties properties,
            LatenessProperties lateness,
            CallsTopic topic,
            AggregateStore store,
            QueryProgress progress,
            Clock clock,
            MeterRegistry metrics) {
        this.spark = new SparkRuntime(sparkProperties, properties.state(), progress, this::stop);
        this.properties = properties;
        this.retention = lateness.retention();
        this.topic = topic;
        this.store = store;
        this.rebuild = new Rebuild(properties.checkpoint(), store);
        this.clock = clock;
        this.failures = Counter.builder("analytics.query.failures")
                .description("Runs of the streaming query that ended with an error")
                .register(metrics);
        Gauge.builder("analytics.query.running", () -> run().state() == QueryState.RUNNING ? 1 : 0)
                .description("Whether the streaming query is active")
                .register(metrics);
        Gauge.builder(
                        "analytics.trigger.interval",
                        () -> properties.triggerInterval().toMillis() / 1000.0)
                .description("The query's trigger interval; 0 to begin the next micro-batch at once")
                .baseUnit("seconds")
                .register(metrics);
    }

    /** What the query does now. */
    QueryRun run() {
        return status.run();
    }

    /**
     * Ends the present run after its micro-batch and starts another. Calls that come while one is under way share it.
     *
     * @return the new run, or what the query does when it does not run within the time
     */
    QueryRun restart(Duration patience) throws InterruptedException {
        return status.restart(patience);
    }

    /**
     * Ends the present run after its micro-batch, forgets what was counted, and starts another from the topic's start.
     *
     * @return the new run, or what the query does when it does not run within the time
     */
    QueryRun rebuild(Duration patience) throws InterruptedException {
        return status.rebuild(patience);
    }

    private void supervise() {
        Backoff backoff = new Backoff(properties.firstBackoff(), properties.longestBackoff());
        try {
            while (!status.isStopRequested()) {
                runAndRecover(backoff);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            spark.close();
            status.enter(QueryState.STOPPED, "the service stops");
        }
    }

    private void runAndRecover(Backoff backoff) throws InterruptedException {
        try {
            runOnce(backoff);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Throwable thrown) {
            // Spark's Scala code throws checked exceptions undeclared, and a missing class must not end this thread
            QueryFailure failure = QueryFailure.of(thrown, properties.checkpoint());
            Duration pause = failure.isLasting() ? properties.longestBackoff() : backoff.next();
            failures.increment();
            status.change(run -> run.failed(failure.reason()));
            LOG.atError().addKeyValue("nextStartIn", pause).setCause(thrown).log("The streaming query failed");
            status.await(pause);
        }
    }

    /** One run of the query, from its start to its end. */
    private void runOnce(Backoff backoff) throws Exception {
        status.enter(QueryState.STARTING, "the query is starting");
        store.open();
        SparkSession session = spark.session();
        rebuildIfWanted();
        if (!awaitTopic()) {
            return;
        }
        Checkpoint checkpoint = new Checkpoint(session, properties.checkpoint());
        String topicId = topic.id();
        requireOneHistory(checkpoint, topicId);
        BatchSink sink =
                new BatchSink(store, checkpoint, topic, topicId, retention, properties.state(), clock, batchRunning);
        StreamingQuery started = CallsQuery.start(session, properties, retention, sink);
        try {
            status.entered(started.id(), started.runId());
            follow(started, topicId, backoff);
        } finally {
            if (started.isActive()) {
                stopAfterBatch(started);
            }
            sink.retire();
        }
    }

    private void rebuildIfWanted() throws IOException {
        batchRunning.lock();
        try {
            if (status.takeRebuild()) {
                rebuild.begin();
            }
            rebuild.finish();
        } finally {
            batchRunning.unlock();
        }
    }

    private void requireOneHistory(Checkpoint checkpoint, String topicId) throws Exception {
        OneHistory history = new OneHistory(store.readLastBatch(), checkpoint);
        if (history.isUnused()) {
            rebuild.forgetUnused();
            return;
        }
        history.requireState(properties.state());
        history.requireRetention(retention);
        history.requireTopic(topicId);
        history.requireOffsets(topic.beginningOffsets(), topic.endOffsets());
        history.requireCheckpoint();
    }

    /** Returns once the run is to end. */
    private void follow(StreamingQuery started, String topicId, Backoff backoff) throws Exception {
        long nextLook = System.nanoTime() + TOPIC_POLL.toNanos();
        while (!started.awaitTermination(POLL.toMillis()) && !status.isEndRequested()) {
            if (started.lastProgress() != null) {
                backoff.reset();
                status.change(QueryRun::recovered);
            }
            if (System.nanoTime() - nextLook > 0) {
                // a topic created anew that is as long as the old one gives Spark nothing to notice
                requireSameTopic(topicId);
                nextLook = System.nanoTime() + TOPIC_POLL.toNanos();
            }
        }
    }

    private void requireSameTopic(String topicId) throws InterruptedException {
        try {
            String now = topic.id();
            if (!now.equals(topicId)) {
                throw OneHistory.topicCreatedAnew(topicId, now);
            }
        } catch (ExecutionException | TimeoutException unreachable) {
            LOG.atDebug().setCause(unreachable).log("Kafka does not tell the topic's id");
        }
    }

    /** Waits until the topic can be read: Kafka's source would fail without it. False if there is no need any more. */
    private boolean awaitTopic() throws InterruptedException {
        Optional<String> missing = topic.unreadable();
        while (missing.isPresent() && !status.isEndRequested()) {
            status.enter(QueryState.WAITING, missing.get());
            status.await(TOPIC_POLL);
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

    @Override
    public synchronized void start() {
        if (supervisor == null) {
            status.setStopRequested(false);
            supervisor = new Thread(this::supervise, "query-supervisor");
            supervisor.start();
        }
    }

    @Override
    public void stop() {
        Thread stopped;
        synchronized (this) {
            stopped = supervisor;
        }
        status.setStopRequested(true);
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
    public synchronized boolean isRunning() {
        return supervisor != null && supervisor.isAlive();
    }
}
