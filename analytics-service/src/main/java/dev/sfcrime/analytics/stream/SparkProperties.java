package dev.sfcrime.analytics.stream;

import java.util.Map;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where Spark runs, and how.
 *
 * @param master Spark's master: {@code local[*]}, {@code local[2]}, {@code spark://host:port}
 * @param uiPort port of the Spark UI on the driver's host; 0 for any free one
 * @param uiEnabled whether there is a Spark UI
 * @param driverHost address that the driver and its UI bind to, and that executors call back
 * @param properties any of Spark's own properties; they win over every default of this service
 */
@Validated
@ConfigurationProperties("analytics.spark")
record SparkProperties(
        @NotBlank @DefaultValue("local[*]") String master,
        @Min(0) @Max(65_535) @DefaultValue("4040") int uiPort,
        @DefaultValue("true") boolean uiEnabled,
        @NotBlank @DefaultValue("127.0.0.1") String driverHost,
        @DefaultValue Map<String, String> properties) {
    SparkProperties {
        properties = Map.copyOf(properties);
    }
}
