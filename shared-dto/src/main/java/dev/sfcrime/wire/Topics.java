package dev.sfcrime.wire;

/** Names of the suite's Kafka topics. */
public final class Topics {
    /** Calls for service, one message each, keyed by {@code crime_id}. */
    public static final String CALLS = "police-department-calls-for-service";

    /** Partitions of {@link #CALLS} where the suite creates it: enough for the embedded default's parallelism. */
    public static final int CALLS_PARTITIONS = 4;

    /** Messages of {@link #CALLS} that are no call, see {@link DeadLetterHeaders}. */
    public static final String DEAD_LETTERS = CALLS + ".dlq";

    /** How far each replay has come: a {@link ReplayProgress} by replay id; compacted, one partition. */
    public static final String REPLAY_PROGRESS = "replay-progress";

    private Topics() {}
}
