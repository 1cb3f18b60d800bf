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

/** The properties that are moved, in the order in which the page tells of them. */
final class Catalogue {
    /** More offsets than any topic of a sweep has. */
    static final String NO_LIMIT = "1000000000";

    private static final String CHECKPOINTING = "org.apache.spark.sql.execution.streaming.checkpointing.";
    private static final String STATE = "org.apache.spark.sql.execution.streaming.state.";
    private static final String SERIALIZERS = "org.apache.spark.serializer.";

    private static final List<Property> PROPERTIES = List.of(
            session("spark.sql.shuffle.partitions", "2", "200")
                    .around(SPARK_STATE, "1", "4", "8", "200")
                    .around(SHIPPED, "200")
                    .quickly(),
            own("maxOffsetsPerTrigger", Kind.SOURCE, "analytics.query.max-offsets-per-trigger", "400000", NO_LIMIT)
                    .around(SHIPPED, "10000", "50000", NO_LIMIT)
                    .quickly(),
            own("trigger interval", Kind.SOURCE, "analytics.query.trigger-interval", "0s", "0s")
                    .around(SHIPPED, "100ms", "1s", "5s")
                    .quickly(),
            source("minPartitions", Property.UNSET, Property.UNSET).around(SHIPPED, "8"),
            own("spark.master", Kind.SESSION, "analytics.spark.master", "local[*]", "none")
                    .around(SHIPPED, "local[1]", "local[2]", "local[4]"),
            session(
                            "spark.sql.streaming.checkpointFileManagerClass",
                            "dev.sfcrime.analytics.stream.CheckpointFiles",
                            CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .around(
                            SHIPPED,
                            CHECKPOINTING + "FileSystemBasedCheckpointFileManager",
                            CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .around(SPARK_STATE, CHECKPOINTING + "FileContextBasedCheckpointFileManager")
                    .quickly(),
            session("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false", "true")
                    .around(SHIPPED, "true")
                    .around(SPARK_STATE, "true")
                    .quickly(),
            session(
                            "spark.sql.streaming.stateStore.providerClass",
                            STATE + "RocksDBStateStoreProvider",
                            STATE + "HDFSBackedStateStoreProvider")
                    .around(SPARK_STATE, STATE + "HDFSBackedStateStoreProvider")
                    .quickly(),
            session("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true", "false")
                    .around(SPARK_STATE, "false"),
            session("spark.sql.adaptive.enabled", "false", "true").around(SHIPPED, "true"),
            session("spark.sql.codegen.wholeStage", Property.UNSET, Property.UNSET)
                    .around(SHIPPED, "false"),
            session("spark.locality.wait", Property.UNSET, Property.UNSET).around(SHIPPED, "0s"),
            session("spark.serializer", Property.UNSET, Property.UNSET).around(SHIPPED, SERIALIZERS + "KryoSerializer"),
            session("spark.default.parallelism", Property.UNSET, Property.UNSET).around(SHIPPED, "1", "8"),
            session("spark.sql.streaming.pollingDelay", Property.UNSET, Property.UNSET)
                    .around(SHIPPED, "100ms"),
            source("kafka.fetch.max.wait.ms", "10", "500").around(SHIPPED, "500"),
            source("kafka.max.poll.records", "10000", "500").around(SHIPPED, "500"),
            source("kafka.max.partition.fetch.bytes", "4194304", "1048576").around(SHIPPED, "1048576"),
            own("spark.ui.enabled", Kind.SESSION, "analytics.spark.ui-enabled", "true", "true")
                    .around(SHIPPED, "false"),
            bundle("spark.streaming.*", streams()).around(SHIPPED, Property.ON).quickly(),
            bundle("executors and dynamic allocation", executors()).around(SHIPPED, Property.ON));

    private Catalogue() {}

    static List<Property> properties() {
        return PROPERTIES;
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
