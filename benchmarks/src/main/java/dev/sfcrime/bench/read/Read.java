package dev.sfcrime.bench.read;

import java.util.ArrayList;
import java.util.List;

/**
 * Something to read.
 *
 * @param name what it is called in tables
 * @param paths what is asked for, one after the other
 */
record Read(String name, List<String> paths) {
    /** The limit: constant answers of the same server, filters and converters. Which of them is faster is not certain. */
    static final List<Read> CONSTANTS =
            List.of(of("constant: liveness", "/actuator/health/liveness"), of("constant: info", "/actuator/info"));

    static final String MIX = "mix of all";

    private static final String AGGREGATES = "/api/v1/aggregates/";

    Read {
        paths = List.copyOf(paths);
    }

    /** The names of the constant ones. */
    static List<String> constants() {
        return CONSTANTS.stream().map(Read::name).toList();
    }

    private static Read of(String name, String path) {
        return new Read(name, List.of(path));
    }

    /** What dashboards and users read, and at last all of them in turn. */
    static List<Read> aggregates() {
        List<Read> reads = new ArrayList<>(List.of(
                of("crime types, top 10", AGGREGATES + "crime-types?limit=10"),
                of("one crime type", AGGREGATES + "crime-types/Traffic%20Stop"),
                of("dispositions", AGGREGATES + "dispositions"),
                of("timeline, 24 hours", AGGREGATES + "timeline?bucket=hour&from=2018-12-31T00:00:00&limit=24"),
                of("timeline, 30 days", AGGREGATES + "timeline?bucket=day&from=2018-12-01T00:00:00&limit=30"),
                of(
                        "timeline of a type, 30 days",
                        AGGREGATES
                                + "timeline?bucket=day&from=2018-12-01T00:00:00&limit=30&crimeType=Traffic%20Stop")));
        List<String> all = reads.stream().flatMap(read -> read.paths().stream()).toList();
        reads.add(new Read(MIX, all));
        return reads;
    }
}
