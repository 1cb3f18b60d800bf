package dev.sfcrime.analytics.source;

import dev.sfcrime.analytics.pipeline.CallCounts;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.kafka010.KafkaMicroBatchStream;
import org.apache.spark.sql.types.StructType;

/**
 * A scan of calls.
 *
 * @param kafka Spark's own, of the same messages
 */
record CallsScan(Scan kafka) implements Scan {
    @Override
    public StructType readSchema() {
        return CallCounts.MESSAGE;
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
        return new CallsStream((KafkaMicroBatchStream) kafka.toMicroBatchStream(checkpointLocation));
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return kafka.supportedCustomMetrics();
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return kafka.columnarSupportMode();
    }
}
