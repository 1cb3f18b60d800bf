package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.sfcrime.analytics.aggregates.CommittedBatch;
import dev.sfcrime.analytics.aggregates.History;
import dev.sfcrime.analytics.aggregates.StateKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Whether what the aggregates stand at, the checkpoint, the topic and the settings belong together. Each check fails
 * with what does not fit.
 */
final class OneHistory {
    private final @Nullable CommittedBatch stored;
    private final long lastStored;
    private final Checkpoint checkpoint;

    OneHistory(@Nullable CommittedBatch stored, Checkpoint checkpoint) {
        this.stored = stored;
        this.lastStored = stored == null ? Checkpoint.NONE : stored.batchId();
        this.checkpoint = checkpoint;
    }

    /** Whether neither has anything that counts: a first batch may be planned, but nothing came of it. */
    boolean isUnused() {
        return stored == null && checkpoint.lastCommitted() == Checkpoint.NONE && checkpoint.lastPlanned() <= 0;
    }

    /**
     * Between two batches store and checkpoint stand at the same one; a crash may have left the store one batch ahead of
     * what the checkpoint has as done, and never behind it.
     */
    void requireCheckpoint() {
        requireIdentity();
        if (lastStored < checkpoint.lastCommitted()) {
            throw new HistoryMismatchException("The aggregates stand at %s, the checkpoint %s already at batch %d"
                    .formatted(batch(lastStored), checkpoint, checkpoint.lastCommitted()));
        }
        if (lastStored > checkpoint.lastPlanned()) {
            throw new HistoryMismatchException("The aggregates stand at %s, the checkpoint %s only at %s"
                    .formatted(batch(lastStored), checkpoint, batch(checkpoint.lastPlanned())));
        }
        if (stored != null && !stored.offsets().equals(checkpoint.endOffsets(lastStored))) {
            throw new HistoryMismatchException("The aggregates and the checkpoint %s disagree on where %s ended"
                    .formatted(checkpoint, batch(lastStored)));
        }
    }

    private void requireIdentity() {
        if (stored == null) {
            return;
        }
        History history = stored.history();
        if (history == null) {
            throw new HistoryMismatchException("The aggregates were written by an earlier version of this service");
        }
        @Nullable String id = checkpoint.id();
        if (id == null) {
            throw new HistoryMismatchException("The aggregates stand at %s, but the checkpoint %s is gone"
                    .formatted(batch(lastStored), checkpoint));
        }
        if (!id.equals(history.checkpointId())) {
            throw new HistoryMismatchException(
                    "The aggregates were counted with the checkpoint of id %s, but %s has id %s"
                            .formatted(history.checkpointId(), checkpoint, id));
        }
    }

    /** The setting cannot change: what the checkpoint's state has forgotten is not to be had again. */
    void requireRetention(@Nullable Duration retention) {
        if (stored != null
                && stored.history() != null
                && !Objects.equals(stored.history().retention(), retention)) {
            throw new HistoryMismatchException(
                    "The aggregates were counted with %s, but analytics.retention now says %s"
                            .formatted(described(stored.history().retention()), described(retention)));
        }
    }

    /** The setting cannot change: the checkpoint and the aggregates each have but what their part needed. */
    void requireState(StateKeeper state) {
        if (stored != null && stored.history() != null && stored.history().state() != state) {
            throw new HistoryMismatchException(
                    "The aggregates were counted with analytics.query.state=%s, but it now says %s"
                            .formatted(described(stored.history().state()), described(state)));
        }
    }

    /** A topic that was deleted and created anew has another id, though it has the same name. */
    void requireTopic(String topicId) {
        if (stored != null
                && stored.history() != null
                && !stored.history().topicId().equals(topicId)) {
            throw topicCreatedAnew(stored.history().topicId(), topicId);
        }
    }

    static HistoryMismatchException topicCreatedAnew(String before, String now) {
        return new HistoryMismatchException(
                "The aggregates were counted from a topic of id %s, but the topic was deleted".formatted(before)
                        + " and created anew, with id " + now);
    }

    /** What is counted must be in the topic, or have been; what is not counted yet must still be there. */
    void requireOffsets(Map<Integer, Long> begins, Map<Integer, Long> ends) {
        if (stored == null) {
            return;
        }
        stored.offsets().forEach((partition, counted) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (end < counted) {
                throw new HistoryMismatchException(
                        "The aggregates were counted up to offset %d of partition %d, but the"
                                        .formatted(counted, partition)
                                + " topic ends at " + end);
            }
            long begin = begins.getOrDefault(partition, 0L);
            if (begin > counted) {
                throw new HistoryMismatchException(
                        "Kafka's retention has deleted what was not counted yet: offsets %d to".formatted(counted)
                                + " %d of partition %d".formatted(begin - 1, partition));
            }
        });
    }

    private static String described(StateKeeper state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String described(@Nullable Duration retention) {
        return retention == null ? "no retention" : "a retention of " + retention;
    }

    private static String batch(long batchId) {
        return batchId == Checkpoint.NONE ? "no batch" : "batch " + batchId;
    }
}
