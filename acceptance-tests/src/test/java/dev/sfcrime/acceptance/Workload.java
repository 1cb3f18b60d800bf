package dev.sfcrime.acceptance;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replays of every kind, each with faults, at work at the same time. */
final class Workload {
    private static final String REPLAYS = "/api/v1/replays";
    private static final String FAULTS = "{\"malformedRatio\":0.02,\"duplicateRatio\":0.03,\"lateRatio\":0.05}";
    private static final String SYNTHETIC = "synthetic";
    private static final Duration FINISH_TIME = Duration.ofMinutes(5);
    private static final int SYNTHETIC_RECORDS = 20_000;

    private final Api ingest;
    private final Suite suite;
    private final Map<Kind, String> latest = new EnumMap<>(Kind.class);
    private final Map<String, Kind> kinds = new TreeMap<>();
    private final String reference;

    /** Replays the synthetic set once without faults: what it holds is known by nothing but its messages. */
    Workload(Suite suite) {
        this.ingest = suite.ingest;
        this.suite = suite;
        this.reference =
                suite.startReplay(SYNTHETIC, "\"limit\":%d,\"pace\":{\"unlimited\":true}".formatted(SYNTHETIC_RECORDS));
    }

    /** What each replay should send of its dataset, in order. */
    Map<String, List<Call>> expected(Findings findings) {
        List<Call> synthetic = findings.records(reference);
        Map<Kind, List<Call>> byKind = new EnumMap<>(Kind.class);
        Map<String, List<Call>> expected = new TreeMap<>(Map.of(reference, synthetic));
        kinds.forEach((id, kind) ->
                expected.put(id, byKind.computeIfAbsent(kind, unknown -> records(unknown, synthetic))));
        return expected;
    }

    /** Starts a replay of each kind that has none at work, and resumes what was paused before. */
    void feed() {
        for (Kind kind : Kind.values()) {
            String state = latest.containsKey(kind) ? state(latest.get(kind)) : "none";
            switch (state) {
                case "none", "COMPLETED" -> start(kind);
                case "PAUSED" -> ingest.post(REPLAYS + "/" + latest.get(kind) + "/resume", null);
                default -> {}
            }
        }
    }

    /** Pauses the replay of the kind that is there for it; nothing happens if that has ended. */
    void pause() {
        ingest.send("POST", REPLAYS + "/" + latest.get(Kind.TO_BE_PAUSED) + "/pause", null);
    }

    /** Resumes what is paused, and waits until every replay has come to its end by itself. */
    void finish() {
        ingest.get(REPLAYS + "?state=PAUSED&limit=1000")
                .forEach(paused -> ingest.post(REPLAYS + "/" + paused.get("id").asString() + "/resume", null));
        kinds.keySet().forEach(id -> suite.awaitCompleted(id, FINISH_TIME));
    }

    private String state(String id) {
        return suite.replay(id).get("state").asString();
    }

    private List<Call> records(Kind kind, List<Call> synthetic) {
        List<Call> loop =
                kind.dataset.equals(SYNTHETIC) ? synthetic : suite.datasets().calls(kind.dataset);
        List<Call> ordered = kind.byEventTime
                ? loop.stream().sorted(Comparator.comparing(Call::time)).toList()
                : loop;
        return Collections.nCopies(kind.loops, ordered).stream()
                .flatMap(List::stream)
                .toList();
    }

    private void start(Kind kind) {
        String id = suite.startReplay(
                kind.dataset,
                "\"pace\":%s,\"loops\":%d,\"order\":\"%s\",\"faults\":%s%s"
                        .formatted(
                                kind.pace,
                                kind.loops,
                                kind.byEventTime ? "EVENT_TIME" : "FILE",
                                FAULTS,
                                kind.dataset.equals(SYNTHETIC) ? ",\"limit\":" + SYNTHETIC_RECORDS : ""));
        latest.put(kind, id);
        kinds.put(id, kind);
    }

    /** What replays differ in. */
    enum Kind {
        OF_SYNTHETIC_CALLS(Workload.SYNTHETIC, 1, false, "{\"recordsPerSecond\":3000}"),
        UNLIMITED(Datasets.GENERATED_LINES, 4, false, "{\"unlimited\":true}"),
        BY_EVENT_TIME(Datasets.GENERATED_CSV, 2, true, "{\"recordsPerSecond\":1500}"),
        MANY_LOOPS(Datasets.SNAKE_CASE, 20, false, "{\"recordsPerSecond\":500}"),
        TO_BE_PAUSED(Datasets.GENERATED_CSV, 1, false, "{\"recordsPerSecond\":1000}");

        private final String dataset;
        private final int loops;
        private final boolean byEventTime;
        private final String pace;

        Kind(String dataset, int loops, boolean byEventTime, String pace) {
            this.dataset = dataset;
            this.loops = loops;
            this.byEventTime = byEventTime;
            this.pace = pace;
        }
    }
}
