package dev.sfcrime.analytics.stream;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import dev.sfcrime.analytics.pipeline.CallCounts;
import dev.sfcrime.analytics.source.CallsSource;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;

/** The one streaming query: Kafka's messages, counted, into the aggregate store. */
final class CallsQuery {
    /** Name of the query, in the API and in the Spark UI. */
    static final String NAME = "call-counts";

    private CallsQuery() {}

    static StreamingQuery start(
            SparkSession session, QueryProperties properties, @Nullable Duration retention, BatchSink sink)
            throws TimeoutException {
        Dataset<Row> messages = messages(session, properties);
        return switch (properties.state()) {
            case STORE ->
                start(
                        messages,
                        properties,
                        (batch, batchId) -> sink.take(batchId, () -> BatchChanges.ofParts(CallCounts.inParts(batch))));
            case SPARK ->
                start(
                        CallCounts.of(messages, retention),
                        properties,
                        (totals, batchId) -> sink.take(batchId, () -> BatchChanges.ofTotals(totals.collectAsList())));
        };
    }

    private static StreamingQuery start(
            Dataset<Row> rows, QueryProperties properties, VoidFunction2<Dataset<Row>, Long> sink)
            throws TimeoutException {
        return rows.writeStream()
                .queryName(NAME)
                .outputMode("update")
                .trigger(Trigger.ProcessingTime(properties.triggerInterval().toMillis()))
                .option("checkpointLocation", properties.checkpoint().toUri().toString())
                .foreachBatch(sink)
                .start();
    }

    private static Dataset<Row> messages(SparkSession session, QueryProperties properties) {
        return session.readStream()
                .format(CallsSource.class.getName())
                .options(source(properties))
                .load();
    }

    private static Map<String, String> source(QueryProperties properties) {
        Map<String, String> options = new HashMap<>();
        options.put("kafka.bootstrap.servers", properties.bootstrapServers());
        options.put("subscribe", properties.topic());
        options.put("startingOffsets", "earliest");
        // what retention has deleted before it was counted is an error to be seen, not to be passed over
        options.put("failOnDataLoss", "true");
        options.put("kafka.isolation.level", "read_committed");
        options.put("maxOffsetsPerTrigger", Long.toString(properties.maxOffsetsPerTrigger()));
        // a batch that ends at a transaction's marker waits this long for a message behind it: Kafka's own default of
        // 500 ms would be added to every micro-batch
        options.put("kafka.fetch.max.wait.ms", "10");
        // fetches as large as a task's share of a batch, rather than one MiB at a time
        options.put("kafka.max.partition.fetch.bytes", Integer.toString(4 << 20));
        // Spark asks the consumer anew for every poll, and Kafka's own default is 500 messages a poll
        options.put("kafka.max.poll.records", "10000");
        options.putAll(properties.kafka());
        return options;
    }
}
