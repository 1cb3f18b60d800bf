package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All small roll-ups as one batch left them. Immutable, {@link Counts} included, so that readers and the writer never
 * wait for each other. What is large (the cube, and crime types by time) stays in the database.
 *
 * @param batch the batch; null before the first
 * @param calls all valid calls
 * @param cells cells of the cube
 * @param crimeTypes numbers of crime types
 * @param dispositions numbers of dispositions
 * @param typeDispositions calls by disposition, for each crime type
 * @param hours what there is in each event hour
 * @param days what there is in each event day
 * @param replays replays in the order in which they were first seen
 * @param late calls that came late
 */
record Cut(
        @Nullable CommittedBatch batch,
        long calls,
        long cells,
        Names crimeTypes,
        Names dispositions,
        List<Counts> typeDispositions,
        Series hours,
        Series days,
        List<ReplayItem> replays,
        LateCalls late) {
    static final long NO_BATCH = -1;

    static final Cut EMPTY = new Cut(
            null, 0, 0, Names.NONE, Names.NONE, List.of(), Series.EMPTY, Series.EMPTY, List.of(), LateCalls.NONE);

    /** What the batch belongs to; null before the first batch, and where an earlier version wrote it. */
    @Nullable
    History history() {
        return batch == null ? null : batch.history();
    }

    /** Start of the newest event hour that there are calls of; null without any. */
    @Nullable
    LocalDateTime newestHour() {
        return hours.size() == 0 ? null : EventClock.start(hours.time(hours.size() - 1));
    }

    /** Number of the batch; {@link #NO_BATCH} before the first. */
    long batchId() {
        return batch == null ? NO_BATCH : batch.batchId();
    }
}
