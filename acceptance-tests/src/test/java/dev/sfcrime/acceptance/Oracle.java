package dev.sfcrime.acceptance;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The same aggregates as a plain batch computation over a list of calls: no code in common with the suite. */
record Oracle(List<Call> calls) {

    long total() {
        return calls.size();
    }

    Map<String, Long> crimeTypes() {
        return count(Call::crimeType);
    }

    Map<String, Long> dispositions() {
        return count(Call::disposition);
    }

    Map<String, List<Call>> byCrimeType() {
        return calls.stream().collect(Collectors.groupingBy(Call::crimeType, TreeMap::new, Collectors.toList()));
    }

    Map<String, Long> timeline(ChronoUnit bucket) {
        return count(call -> start(call, bucket));
    }

    /** By bucket and crime type, the key being both, parted by a bar. */
    Map<String, Long> timelineByCrimeType(ChronoUnit bucket) {
        return count(call -> start(call, bucket) + "|" + call.crimeType());
    }

    private Map<String, Long> count(Function<Call, String> key) {
        return calls.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }

    private static String start(Call call, ChronoUnit bucket) {
        return call.time().truncatedTo(bucket) + ":00";
    }
}
