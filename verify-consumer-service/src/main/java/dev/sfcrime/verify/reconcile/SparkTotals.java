package dev.sfcrime.verify.reconcile;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Spark's side: what the analytics-service says of its store and of one replay, all of one batch.
 *
 * @param asOf the batch
 * @param counted valid calls of all replays
 * @param malformed messages of all replays that are no call
 * @param droppedByRetention valid calls that the views no longer hold
 * @param views valid calls in each view, summed from its own table
 * @param replay the replay that was asked for; null where nothing of it was seen
 */
record SparkTotals(
        AsOf asOf,
        long counted,
        long malformed,
        long droppedByRetention,
        Views views,
        @Nullable CountedReplay replay) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /**
     * A batch.
     *
     * @param offsets next offset by partition; empty before the first batch
     */
    record AsOf(Map<Integer, Long> offsets) {}

    record Views(long crimeTypes, long dispositions, long timelineHours, long timelineDays, long crimeTypeTimeline) {}

    record CountedReplay(
            long counted, long malformed, long injectedMalformed, long injectedDuplicates, long injectedLate) {
        static final CountedReplay NONE = new CountedReplay(0, 0, 0, 0, 0);
    }

    /** The replay's figures; all zero where nothing of it was seen. */
    CountedReplay countedReplay() {
        return replay == null ? CountedReplay.NONE : replay;
    }

    /**
     * Reads an answer.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static SparkTotals ofJson(byte[] answer) {
        try {
            SparkTotals totals = JSON.readValue(answer, SparkTotals.class);
            if (totals == null || totals.asOf() == null || totals.asOf().offsets() == null || totals.views() == null) {
                throw new IllegalArgumentException("asOf.offsets or views is missing");
            }
            return totals;
        } catch (JacksonException broken) {
            throw new IllegalArgumentException(broken.getOriginalMessage(), broken);
        }
    }
}
