package dev.sfcrime.analytics.stream;

import org.apache.spark.SparkConf;
import scala.Tuple2;

/**
 * Spark's configuration with the address that it binds to. The Spark UI takes its address from the environment variable
 * {@code SPARK_LOCAL_IP} alone, and listens on every interface without it.
 */
final class BoundSparkConf extends SparkConf {
    private static final long serialVersionUID = 1L;
    private static final String LOCAL_IP = "SPARK_LOCAL_IP";

    private final String address;

    BoundSparkConf(String address) {
        this.address = address;
    }

    @Override
    public String getenv(String name) {
        return name.equals(LOCAL_IP) ? address : super.getenv(name);
    }

    /** Spark works on a copy of the configuration that it is given. */
    @Override
    @SuppressWarnings("MissingSuperCall") // Scala's clone is no Object.clone
    public SparkConf clone() {
        BoundSparkConf copy = new BoundSparkConf(address);
        for (Tuple2<String, String> setting : getAll()) {
            copy.set(setting._1(), setting._2());
        }
        return copy;
    }
}
