package dev.sfcrime.analytics.source;

import java.util.Map;

import dev.sfcrime.analytics.pipeline.CallCounts;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * Spark's Kafka source, with all its options, for streams of {@link CallCounts#MESSAGE}: Spark's own makes eight columns of
 * each message, and an array of its headers, which takes longer than to read and count it.
 */
public final class CallsSource implements TableProvider {
    private final TableProvider kafka = new KafkaSourceProvider();

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return CallCounts.MESSAGE;
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new CallsTable((SupportsRead) kafka.getTable(schema, partitioning, properties));
    }
}
