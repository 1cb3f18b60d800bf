package dev.sfcrime.wire;

/** Names of the suite's Kafka topics. */
public final class Topics {
    /** Calls for service, one message each, keyed by {@code crime_id}. */
    public static final String CALLS = "police-department-calls-for-service";

    /** Partitions of {@link #CALLS} where the suite creates it: enough for the embedded default's parallelism. */
    public static final int CALLS_PARTITIONS = 4;

    private Topics() {}
}
