package dev.sfcrime.bench.tune;

import java.time.Instant;
import java.util.Map;

/**
 * What one trial gave; a line of the results.
 *
 * @param part part of the plan
 * @param round from 1
 * @param place from 0, within the round
 * @param setting id of the setting
 * @param caughtUp whether it caught up in the time that there was; if not, it has no steady part, and its latencies are
 *     that time
 * @param recordsPerSecond catching up: messages by the time from the first batch's trigger to the last one's end
 * @param processedRowsPerSecond catching up: messages by the time that batches ran, as Spark reports both
 * @param largestBatchMillis catching up: the longest batch
 * @param latencyP50 steady part: from Kafka's timestamp until an answer read over HTTP counts the message; milliseconds
 * @param latencyP99 the same, of 99 in 100 messages
 * @param unseen messages of the steady part that were not counted in the time that there was
 * @param steadyInputRowsPerSecond as Spark reports it of the steady part: the mean over its batches
 * @param steadyProcessedRowsPerSecond the same
 * @param batchMillis steady part: the median batch
 * @param phases steady part: how long each phase of a batch took on average, in milliseconds
 * @param seconds how long the whole trial took
 * @param at when it ended
 */
record TrialResult(
        String part,
        int round,
        int place,
        String setting,
        boolean caughtUp,
        double recordsPerSecond,
        double processedRowsPerSecond,
        double largestBatchMillis,
        double latencyP50,
        double latencyP99,
        long unseen,
        double steadyInputRowsPerSecond,
        double steadyProcessedRowsPerSecond,
        double batchMillis,
        Map<String, Double> phases,
        double seconds,
        Instant at) {

    boolean isOf(Plan.Trial trial) {
        return part.equals(trial.part()) && round == trial.round() && place == trial.place();
    }
}
