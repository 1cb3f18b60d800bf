package dev.sfcrime.analytics;

import org.apache.spark.sql.SparkSession;

/** Spark for tests: two cores of this JVM, loopback, no UI. */
public final class TestSpark {
    private TestSpark() {}

    public static SparkSession open() {
        return SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                // Tomcat sets the factory of the JVM, in other tests
                .config("spark.sql.defaultUrlStreamHandlerFactory.enabled", "false")
                .getOrCreate();
    }
}
