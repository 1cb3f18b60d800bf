package dev.sfcrime.acceptance;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** The same aggregates as a plain batch computation over a list of calls: no code in common with the suite. */
record Oracle(List<JsonNode> calls) {
    private static final String TYPE = "original_crime_type_name";
    private static final String DISPOSITION = "disposition";

    long total() {
        return calls.size();
    }

    Map<String, Long> crimeTypes() {
        return count(call -> call.get(TYPE).asString());
    }

    Map<String, Long> dispositions() {
        return count(call -> call.get(DISPOSITION).asString());
    }

    Map<String, Map<String, Long>> dispositionsByCrimeType() {
        return calls.stream()
                .collect(Collectors.groupingBy(
                        call -> call.get(TYPE).asString(),
                        TreeMap::new,
                        Collectors.groupingBy(
                                call -> call.get(DISPOSITION).asString(), TreeMap::new, Collectors.counting())));
    }

    Map<String, Long> timeline(ChronoUnit bucket) {
        return count(call -> start(call, bucket));
    }

    Map<String, Long> timeline(ChronoUnit bucket, String crimeType) {
        return new Oracle(calls.stream()
                        .filter(call -> call.get(TYPE).asString().equals(crimeType))
                        .toList())
                .timeline(bucket);
    }

    /** By bucket and crime type, the key being both, parted by a bar. */
    Map<String, Long> timelineByCrimeType(ChronoUnit bucket) {
        return count(call -> start(call, bucket) + "|" + call.get(TYPE).asString());
    }

    private Map<String, Long> count(Function<JsonNode, String> key) {
        return calls.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }

    private static String start(JsonNode call, ChronoUnit bucket) {
        LocalDateTime start =
                LocalDateTime.parse(call.get("call_date_time").asString()).truncatedTo(bucket);
        return start.toLocalDate() + "T" + start.toLocalTime().truncatedTo(ChronoUnit.SECONDS) + ":00";
    }
}
