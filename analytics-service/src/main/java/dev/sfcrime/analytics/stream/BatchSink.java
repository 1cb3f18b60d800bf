package dev.sfcrime.analytics.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

import dev.sfcrime.analytics.aggregates.AggregateStore;
import dev.sfcrime.analytics.aggregates.BatchCounts;
import dev.sfcrime.analytics.aggregates.History;
import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.analytics.pipeline.CallCounts;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Hands what each micro-batch changed to the aggregate store, together with the offsets that Spark gave to the batch.
 * A batch that Spark runs again, after a crash or a restart, has the same number and the same offsets, and the store has
 * it already.
 */
final class BatchSink {
    private final AggregateStore store;
    private final Checkpoint checkpoint;
    private final CallsTopic topic;
    private final String topicId;
    private final @Nullable Duration retention;
    private final StateKeeper state;
    private final Clock clock;
    private final Lock running;

    /** Known from the first batch on; by then Spark has written it down. */
    private @Nullable History history;

    private volatile boolean retired;

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
            StateKeeper state,
            Clock clock,
            Lock running) {
        this.store = store;
        this.checkpoint = checkpoint;
        this.topic = topic;
        this.topicId = topicId;
        this.retention = retention;
        this.state = state;
        this.clock = clock;
        this.running = running;
    }

    /** Begins to take in no more batches, even if Spark fails to end the run. */
    void retire() {
        retired = true;
    }

    /**
     * Takes in one micro-batch.
     *
     * @param changes works out what it changed
     */
    void take(long batchId, Supplier<BatchChanges> changes) throws Exception {
        running.lockInterruptibly();
        try {
            if (retired) {
                throw new IllegalStateException("This run of the query has been given up");
            }
            BatchChanges changed = changes.get();
            // the messages were read by now: while the topic is the same one as before, they came from it
            CallsTopic.Answer<String> topicNow = topic.askForId();
            store.commit(counts(changed, batchId), () -> requireSameTopic(topicNow));
        } finally {
            running.unlock();
        }
    }

    private void requireSameTopic(CallsTopic.Answer<String> answer) {
        String now;
        try {
            now = answer.await();
        } catch (InterruptedException stopped) {
            throw new InterruptException(stopped);
        } catch (ExecutionException | TimeoutException unreachable) {
            throw new KafkaException("Kafka does not tell the topic's id", unreachable);
        }
        if (!now.equals(topicId)) {
            throw OneHistory.topicCreatedAnew(topicId, now);
        }
    }

    private History history() {
        History known = history;
        if (known == null) {
            String checkpointId = checkpoint.id();
            if (checkpointId == null) {
                throw new UnreadableCheckpointException("it has lost its id");
            }
            known = new History(checkpointId, topicId, retention, state);
            history = known;
        }
        return known;
    }

    private @Nullable LocalDateTime watermark(long batchId) {
        return retention == null || state == StateKeeper.STORE
                ? null
                : CallCounts.retainedFrom(checkpoint.watermarkMillis(batchId));
    }

    private BatchCounts counts(BatchChanges changes, long batchId) {
        return new BatchCounts(
                history(),
                batchId,
                clock.instant(),
                watermark(batchId),
                checkpoint.endOffsets(batchId),
                changes.cells(),
                changes.replays(),
                changes.faults());
    }
}
