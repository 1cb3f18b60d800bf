package dev.sfcrime.bench.tune;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * What Spark tells of a micro-batch with input, in its {@code StreamingQueryProgress}.
 *
 * @param batchId its number
 * @param start when its trigger fired, in milliseconds since 1970
 * @param rows messages that it read
 * @param inputRowsPerSecond messages by the time since the trigger before
 * @param processedRowsPerSecond messages by the time that it ran
 * @param millis how long each phase took; {@link #WHOLE} all of it
 */
record BatchReport(
        long batchId,
        long start,
        long rows,
        double inputRowsPerSecond,
        double processedRowsPerSecond,
        Map<String, Long> millis) {
    static final String WHOLE = "triggerExecution";

    /** The reports of batches that had input, in the order of the batches. */
    static List<BatchReport> withInput(JsonNode reports) {
        List<BatchReport> batches = new ArrayList<>();
        for (JsonNode report : reports) {
            if (report.path("numInputRows").asLong(0) > 0) {
                batches.add(of(report));
            }
        }
        batches.sort(Comparator.comparingLong(BatchReport::batchId));
        return batches;
    }

    private static BatchReport of(JsonNode report) {
        Map<String, Long> millis = new TreeMap<>();
        for (Map.Entry<String, JsonNode> phase : report.path("durationMs").properties()) {
            millis.put(phase.getKey(), phase.getValue().asLong(0));
        }
        return new BatchReport(
                report.path("batchId").asLong(),
                Instant.parse(report.path("timestamp").asString()).toEpochMilli(),
                report.path("numInputRows").asLong(),
                // absent where Spark divided by zero
                report.path("inputRowsPerSecond").asDouble(0),
                report.path("processedRowsPerSecond").asDouble(0),
                millis);
    }

    long whole() {
        return millis.getOrDefault(WHOLE, 0L);
    }

    long end() {
        return start + whole();
    }
}
