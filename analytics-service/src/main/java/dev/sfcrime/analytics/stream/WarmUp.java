package dev.sfcrime.analytics.stream;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import dev.sfcrime.analytics.pipeline.CallCounts;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;

/**
 * Counts messages of its own in a batch beside the stream, before the query starts: Spark loads, generates and compiles
 * what counting needs, which the first micro-batch would otherwise take some seconds for.
 */
final class WarmUp {
    /** Enough for the JVM to compile what each message passes; a second's work on one core. */
    private static final long MESSAGES = 20_000;

    private WarmUp() {}

    static void run(SparkSession session, StateKeeper state) {
        // each message differs, or Spark would read one of them when it plans, and none when it runs
        Column value = concat(
                        lit("{\"crime_id\":\""),
                        col("id").cast(DataTypes.StringType),
                        lit("\",\"original_crime_type_name\":\"Passing Call\","
                                + "\"call_date_time\":\"2018-12-31T23:57:00.000\",\"disposition\":\"HAN\"}"))
                .cast(DataTypes.BinaryType);
        Column noFault = lit(null).cast(DataTypes.StringType);
        Dataset<Row> messages = session.range(MESSAGES)
                .select(
                        value.as(CallCounts.VALUE),
                        lit("warm-up").as(CallCounts.REPLAY_ID),
                        noFault.as(CallCounts.FAULT));
        switch (state) {
            case STORE -> CallCounts.inParts(messages);
            case SPARK -> CallCounts.of(messages).collectAsList();
        }
    }
}
