package dev.sfcrime.bench.tune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sfcrime.bench.tune.Property.Kind;

import static dev.sfcrime.bench.tune.Base.SHIPPED;
import static dev.sfcrime.bench.tune.Base.SPARK_STATE;
import static dev.sfcrime.bench.tune.Property.bundle;
import static dev.sfcrime.bench.tune.Property.own;
import static dev.sfcrime.bench.tune.Property.session;
import static dev.sfcrime.bench.tune.Property.source;

/**
 * The properties that are moved, in the order in which the page tells of them. What the suite ships is not written down
 * here: the service is asked for it.
 */
final class Catalogue {
    /** More offsets than any topic of a sweep has. */
    static final String NO_LIMIT = "1000000000";

    private static final String CHECKPOINTING = "org.apache.spark.sql.execution.streaming.checkpointing.";
    private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";
    private static final String SERIALIZERS = "org.apache.spark.serializer.";

    private static final List<Property> PROPERTIES = List.of(
            session("spark.sql.shuffle.partitions", "200")
                    .around(SPARK_STATE, "200", "1", "2", "4", "8")
                    .around(SHIPPED, "200")
                    .quickly(),
            own("maxOffsetsPerTrigger", Kind.SOURCE, "analytics.query.max-offsets-per-trigger", NO_LIMIT)
                    .around(SHIPPED, "10000", "50000", "200000", NO_LIMIT)
                    .quickly(),
            own("trigger interval", Kind.SOURCE, "analytics.query.trigger-interval", "0s")
                    .around(SHIPPED, "1s", "100ms", "5s")
                    .quickly(),
            source("minPartitions", Property.UNSET).around(SHIPPED, "8").quickly(),
            own("spark.master", Kind.SESSION, "analytics.spark.master", Property.UNSET)
                    .around(SHIPPED, "local[1]", "local[2]", "local[4]")
                    .quickly(),
            session(
                            "spark.sql.streaming.checkpointFileManagerClass",
                            CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .around(
                            SHIPPED,
                            CHECKPOINTING + "FileSystemBasedCheckpointFileManager",
                            CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .around(SPARK_STATE, CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .quickly(),
            session("spark.sql.streaming.checkpoint.fileChecksum.enabled", "true")
                    .around(SHIPPED, "false")
                    .around(SPARK_STATE, "false")
                    .quickly(),
            session("spark.sql.streaming.stateStore.providerClass", STATE + "HDFSBackedStateStoreProvider")
                    .around(SPARK_STATE, STATE + "RocksDBStateStoreProvider")
                    .quickly(),
            session("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "false")
                    .around(SPARK_STATE, "true")
                    .quickly(),
            session("spark.sql.adaptive.enabled", "true")
                    .around(SHIPPED, "false")
                    .around(SPARK_STATE, "false")
                    .quickly(),
            session("spark.sql.codegen.wholeStage", "true")
                    .around(SHIPPED, "false")
                    .around(SPARK_STATE, "false")
                    .quickly(),
            session("spark.locality.wait", "3s").around(SHIPPED, "0s").quickly(),
            session("spark.serializer", SERIALIZERS + "JavaSerializer")
                    .around(SHIPPED, SERIALIZERS + "KryoSerializer")
                    .quickly(),
            session("spark.default.parallelism", Property.UNSET)
                    .around(SHIPPED, "8", "1")
                    .quickly(),
            session("spark.sql.streaming.pollingDelay", "10ms").around(SHIPPED, "100ms"),
            source("kafka.fetch.max.wait.ms", "500").around(SHIPPED, "10").quickly(),
            source("kafka.max.poll.records", "500").around(SHIPPED, "10000"),
            source("kafka.max.partition.fetch.bytes", "1048576").around(SHIPPED, "4194304"),
            own("spark.ui.enabled", Kind.SESSION, "analytics.spark.ui-enabled", "true")
                    .around(SHIPPED, "false"),
            bundle("spark.streaming.*", streams()).around(SHIPPED, Property.ON).quickly(),
            bundle("executors and dynamic allocation", executors()).around(SHIPPED, Property.ON));

    private Catalogue() {}

    /**
     * The properties, where the suite has these values.
     *
     * @param shipped by name; what is not among them is left to Spark
     */
    static List<Property> properties(Map<String, String> shipped) {
        return PROPERTIES.stream()
                .map(property -> property.shippedAs(shipped.getOrDefault(property.name(), property.shipped())))
                .toList();
    }

    /** The most of each that would bring a stream of the old kind to a crawl. */
    private static Map<String, String> streams() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("spark.streaming.backpressure.enabled", "true");
        values.put("spark.streaming.backpressure.initialRate", "100");
        values.put("spark.streaming.kafka.maxRatePerPartition", "100");
        values.put("spark.streaming.receiver.maxRate", "100");
        values.put("spark.streaming.blockInterval", "5s");
        values.put("spark.streaming.concurrentJobs", "8");
        values.put("spark.streaming.stopGracefullyOnShutdown", "true");
        return values;
    }

    private static Map<String, String> executors() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("spark.executor.memory", "8g");
        values.put("spark.executor.cores", "8");
        values.put("spark.executor.instances", "8");
        values.put("spark.dynamicAllocation.enabled", "true");
        values.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
        values.put("spark.driver.memory", "8g");
        return values;
    }
}
