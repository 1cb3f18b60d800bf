package dev.sfcrime.analytics.stream;

import java.util.Map;
import java.util.regex.Pattern;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Spark runs, and how.
 *
 * @param master Spark's master: {@code local[*]}, {@code local[2]}, {@code spark://host:port}, {@code k8s://https://host:port}
 * @param uiPort port of the Spark UI on the driver's host; 0 for any free one
 * @param uiEnabled whether there is a Spark UI
 * @param driverHost name or address of this machine by which executors call the driver back
 * @param driverBindAddress address that the driver and its UI bind to; {@code driverHost} where it is empty
 * @param properties any of Spark's own properties; they win over every default of this service
 */
@Validated
@ConfigurationProperties("analytics.spark")
record SparkProperties(
        @NotBlank @DefaultValue("local[*]") String master,
        @Min(0) @Max(65_535) @DefaultValue("4040") int uiPort,
        @DefaultValue("true") boolean uiEnabled,
        @NotBlank @DefaultValue("127.0.0.1") String driverHost,
        @DefaultValue("") String driverBindAddress,
        @DefaultValue Map<String, String> properties) {
    private static final String LOOPBACK_HOST = "(localhost|127\\.[0-9.]+|\\[::1])";
    private static final Pattern LOOPBACK = Pattern.compile(LOOPBACK_HOST);
    private static final Pattern LOOPBACK_MASTER = Pattern.compile("spark://" + LOOPBACK_HOST + ":.*");

    SparkProperties {
        if (isCluster(master)
                && LOOPBACK.matcher(driverHost).matches()
                && !LOOPBACK_MASTER.matcher(master).matches()) {
            throw new IllegalArgumentException(
                    "driverHost is " + driverHost + ", where executors of " + master
                            + " cannot call back; set SPARK_DRIVER_HOST to a name or an address of this machine that they reach");
        }
        driverBindAddress = driverBindAddress.isBlank() ? driverHost : driverBindAddress;
        properties = Map.copyOf(properties);
    }

    /** Whether tasks run in other processes than this one. */
    boolean isCluster() {
        return isCluster(master);
    }

    private static boolean isCluster(String master) {
        return !master.startsWith("local");
    }
}
