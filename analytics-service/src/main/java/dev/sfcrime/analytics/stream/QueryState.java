package dev.sfcrime.analytics.stream;

/** What a streaming query does. */
enum QueryState {
    /** Spark or the query is being started. */
    STARTING,
    /** Kafka or the topic is not there yet. */
    WAITING,
    /** Micro-batches run, or would if there were messages. */
    RUNNING,
    /** The last run failed; after a pause there will be another. */
    FAILED,
    /** Stopped with the service. */
    STOPPED
}
