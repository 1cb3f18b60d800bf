package dev.sfcrime.bench.tune;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A property that the sweep moves.
 *
 * @param name as Spark or the service calls it; of several that are moved together, a name for all
 * @param kind whose it is
 * @param keys what the service is given for it; all get the same value, or that of {@link #fixed}
 * @param fixed values of a bundle by key; empty where there is one key, which gets the value that is tried
 * @param shipped the suite's value, as the service itself tells it; Spark's where it chose none
 * @param sparks Spark's own default, or Kafka's
 * @param sweeps which values are tried around which base
 * @param quick whether a quick run tries it too
 */
record Property(
        String name,
        Kind kind,
        List<String> keys,
        Map<String, String> fixed,
        String shipped,
        String sparks,
        List<Sweep> sweeps,
        boolean quick) {

    /** A value by which a bundle is turned on. */
    static final String ON = "set";

    /** What stands for a default that is no value that one could set. */
    static final String UNSET = "unset";

    /** Whose property it is. */
    enum Kind {
        SESSION("SparkSession"),
        SOURCE("source, trigger"),
        SERVICE("this service");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * What is tried.
     *
     * @param values the most telling first; the shipped one is left out, and Spark's own is tried in any case
     */
    record Sweep(Base base, List<String> values) {}

    /** A property of the session. */
    static Property session(String key, String sparks) {
        return of(key, Kind.SESSION, sessionKey(key), sparks);
    }

    /** Session properties that are set together, to values at which each would be felt if it did anything. */
    static Property bundle(String name, Map<String, String> values) {
        Map<String, String> fixed = new LinkedHashMap<>();
        values.forEach((key, value) -> fixed.put(sessionKey(key), value));
        return new Property(name, Kind.SESSION, List.copyOf(fixed.keySet()), fixed, UNSET, UNSET, List.of(), false);
    }

    /** An option of Spark's Kafka source. */
    static Property source(String key, String sparks) {
        return of(key, Kind.SOURCE, "analytics.query.kafka[" + key + "]", sparks);
    }

    /** What the service has a property of its own for. */
    static Property own(String name, Kind kind, String key, String sparks) {
        return of(name, kind, key, sparks);
    }

    private static Property of(String name, Kind kind, String key, String sparks) {
        return new Property(name, kind, List.of(key), Map.of(), sparks, sparks, List.of(), false);
    }

    private static String sessionKey(String key) {
        return "analytics.spark.properties[" + key + "]";
    }

    Property around(Base base, String... values) {
        List<Sweep> more = new ArrayList<>(sweeps);
        more.add(new Sweep(base, List.of(values)));
        return new Property(name, kind, keys, fixed, shipped, sparks, List.copyOf(more), quick);
    }

    Property quickly() {
        return new Property(name, kind, keys, fixed, shipped, sparks, sweeps, true);
    }

    /** It where the suite has this value. */
    Property shippedAs(String value) {
        return new Property(name, kind, keys, fixed, value, sparks, sweeps, quick);
    }

    /** What the service is given for this value. */
    Map<String, String> arguments(String value) {
        if (value.equals(UNSET)) {
            return Map.of();
        }
        if (!fixed.isEmpty()) {
            return fixed;
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        keys.forEach(key -> arguments.put(key, value));
        return arguments;
    }

    /** All settings of the sweep that move it. */
    List<Setting> settings() {
        return sweeps.stream()
                .flatMap(sweep -> values(sweep).stream().map(value -> Setting.moved(sweep.base(), this, value)))
                .toList();
    }

    /** Those of a quick run: the first value, and Spark's own where the suite chose another; where it shows most. */
    List<Setting> telling() {
        List<Setting> decisive = settings().stream()
                .filter(setting -> setting.base() == decisiveBase())
                .toList();
        return decisive.stream()
                .filter(setting ->
                        setting.equals(decisive.get(0)) || setting.value().equals(sparks))
                .toList();
    }

    private Set<String> values(Sweep sweep) {
        Set<String> values = new LinkedHashSet<>(sweep.values());
        if (!sparks.equals(UNSET)) {
            values.add(sparks);
        }
        values.remove(shipped);
        return values;
    }

    /** Whether the suite ships another value than Spark does, and the sweep tells what that is worth. */
    boolean isChoice() {
        return !sweeps.isEmpty() && !shipped.equals(sparks) && !sparks.equals(UNSET);
    }

    /** Where its effect shows: with the counts in Spark, if it is tried there. */
    Base decisiveBase() {
        return sweeps.stream().anyMatch(sweep -> sweep.base() == Base.SPARK_STATE) ? Base.SPARK_STATE : Base.SHIPPED;
    }

    /** A value in few letters: classes without their packages, and no limit for what none would reach. */
    static String shown(String value) {
        if (value.equals(Catalogue.NO_LIMIT)) {
            return "none";
        }
        return value.matches("(\\w+\\.){2,}[A-Z]\\w*") ? value.substring(value.lastIndexOf('.') + 1) : value;
    }
}
