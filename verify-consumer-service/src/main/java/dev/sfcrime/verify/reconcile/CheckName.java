package dev.sfcrime.verify.reconcile;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is compared; {@link #MEANINGS} says how. Names are part of the HTTP contract. */
enum CheckName {
    INGEST_READ("ingest.read"),
    INGEST_ACKNOWLEDGED("ingest.acknowledged"),
    VERIFY_OFFSETS("verify.offsets"),
    VERIFY_RECEIVED("verify.received"),
    VERIFY_MISSING("verify.missing"),
    VERIFY_LAST_SEQUENCE("verify.lastSequence"),
    VERIFY_DUPLICATES("verify.duplicates"),
    VERIFY_MALFORMED("verify.malformed"),
    VERIFY_INJECTED_MALFORMED("verify.injectedMalformed"),
    VERIFY_INJECTED_DUPLICATES("verify.injectedDuplicates"),
    VERIFY_INJECTED_LATE("verify.injectedLate"),
    SPARK_REACHABLE("spark.reachable"),
    SPARK_OFFSETS("spark.offsets"),
    SPARK_RECEIVED("spark.received"),
    SPARK_MALFORMED("spark.malformed"),
    SPARK_INJECTED_MALFORMED("spark.injectedMalformed"),
    SPARK_INJECTED_DUPLICATES("spark.injectedDuplicates"),
    SPARK_INJECTED_LATE("spark.injectedLate"),
    SPARK_CRIME_TYPES("spark.crimeTypes"),
    SPARK_DISPOSITIONS("spark.dispositions"),
    SPARK_TIMELINE_HOURS("spark.timelineHours"),
    SPARK_TIMELINE_DAYS("spark.timelineDays"),
    SPARK_CRIME_TYPE_TIMELINE("spark.crimeTypeTimeline");

    static final String MEANINGS = """
            What is compared, the expected against the actual:

            - `ingest.read`: messages sent, without those injected and with the records rejected, against records read
            - `ingest.acknowledged`: messages that ingest committed against those that Kafka holds as committed
            - `verify.offsets`: where the replay's messages end in Kafka, over all partitions, against how far this \
            service has read; only once the replay has ended
            - `verify.received`: messages sent against messages received
            - `verify.missing`: none against the sequences that have not come
            - `verify.lastSequence`: messages sent, without duplicates, against the greatest sequence
            - `verify.duplicates`: duplicates injected against sequences that came again
            - `verify.malformed`: malformed messages injected against messages that are no call
            - `verify.injectedMalformed`, `verify.injectedDuplicates`, `verify.injectedLate`: messages injected against \
            messages received that say so in their header
            - `spark.reachable`: 1 against whether the analytics-service gave its figures; the following only if so
            - `spark.offsets`: where the replay's messages end in Kafka against how far Spark has counted; only once the \
            replay has ended
            - `spark.received`: messages sent against messages that Spark counted, as calls or as malformed
            - `spark.malformed`: malformed messages injected against messages that are no call to Spark
            - `spark.injectedMalformed`, `spark.injectedDuplicates`, `spark.injectedLate`: messages injected against \
            messages that Spark found to say so in their header
            - `spark.crimeTypes`, `spark.dispositions`, `spark.timelineHours`, `spark.timelineDays`, \
            `spark.crimeTypeTimeline`: calls of all replays that Spark counted, without those dropped by retention, \
            against the sum of this view""";

    private final String text;

    CheckName(String text) {
        this.text = text;
    }

    @JsonValue
    @Override
    public String toString() {
        return text;
    }
}
