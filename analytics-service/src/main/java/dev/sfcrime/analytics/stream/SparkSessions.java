package dev.sfcrime.analytics.stream;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** Opens Spark's session, with defaults for small micro-batches at short intervals. */
final class SparkSessions {
    /** Of names or values; Spark hides a property either of which it finds this in. */
    private static final String SECRET =
            "(?i)secret|password|passwd|passphrase|token|credential|access[.]?key|private[.]?key|jaas|jdbc:";

    private SparkSessions() {}

    /** Opens the one session of this process. System properties that begin with {@code spark.} win over defaults. */
    static SparkSession open(SparkProperties properties) {
        BoundSparkConf configuration = new BoundSparkConf(properties.driverBindAddress());
        defaults(properties).forEach(configuration::setIfMissing);
        if (properties.isCluster()) {
            ExecutorSettings.of(System.getenv()).forEach(configuration::setIfMissing);
        }
        properties.properties().forEach(configuration::set);
        SparkContext context = SparkContext.getOrCreate(configuration);
        return SparkSession.builder().sparkContext(context).getOrCreate();
    }

    private static Map<String, String> defaults(SparkProperties properties) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.app.name", "sfcrime-analytics");
        settings.put("spark.master", properties.master());
        settings.put("spark.ui.enabled", Boolean.toString(properties.uiEnabled()));
        settings.put("spark.ui.port", Integer.toString(properties.uiPort()));
        // loopback by default: the block manager and the driver's endpoint know no credentials of their own accord
        settings.put("spark.driver.host", properties.driverHost());
        settings.put("spark.driver.bindAddress", properties.driverBindAddress());
        // one task for each core of a small machine; Spark's 200 make a micro-batch 20 to 30 times as slow.
        // The first batch of a checkpoint fixes the number for as long as the checkpoint lives
        settings.put("spark.sql.shuffle.partitions", "2");
        // event times have no zone, and no conversion may lend them one
        settings.put("spark.sql.session.timeZone", "UTC");
        // Spark's own lets Hadoop start a chmod process for every file that it creates, and write a checksum file
        // beside it
        settings.put("spark.sql.streaming.checkpointFileManagerClass", CheckpointFiles.class.getName());
        // a second file beside each file of the checkpoint costs another sixth
        settings.put("spark.sql.streaming.checkpoint.fileChecksum.enabled", "false");
        // state off the heap: the default store copies the map of all state for each batch, which with half a million
        // cells costs more than the batch
        settings.put(
                "spark.sql.streaming.stateStore.providerClass",
                "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider");
        // a batch writes what it changed, and now and then a whole copy in the background
        settings.put("spark.sql.streaming.stateStore.rocksdb.changelogCheckpointing.enabled", "true");
        // one bounded cache for all partitions
        settings.put("spark.sql.streaming.stateStore.rocksdb.boundedMemoryUsage", "true");
        settings.put("spark.sql.streaming.stateStore.rocksdb.maxMemoryUsageMB", "128");
        // what the UI shows as stars: Spark's own default knows no JAAS lines, and no addresses with a password in them
        settings.put("spark.redaction.regex", SECRET);
        // streaming does not support it, and would say so at each start
        settings.put("spark.sql.adaptive.enabled", "false");
        // Tomcat has set the factory of this JVM; Spark's is for jars in HDFS
        settings.put("spark.sql.defaultUrlStreamHandlerFactory.enabled", "false");
        // a stop interrupts the query; it must not wait for ever for one that does not react
        settings.put("spark.sql.streaming.stopTimeout", "10s");
        // the UI's history, which lives on the heap
        settings.put("spark.ui.retainedJobs", "200");
        settings.put("spark.ui.retainedStages", "200");
        settings.put("spark.ui.retainedTasks", "2000");
        settings.put("spark.sql.ui.retainedExecutions", "50");
        settings.put("spark.sql.streaming.ui.retainedProgressUpdates", "100");
        settings.put("spark.sql.streaming.numRecentProgressUpdates", "10");
        return settings;
    }
}
