package dev.sfcrime.analytics.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.sfcrime.analytics.aggregates.StateKeeper;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The streaming query: what it reads, where it keeps its place, and how it is brought back after a failure.
 *
 * @param bootstrapServers Kafka brokers, {@code host:port} separated by commas
 * @param topic topic of the calls
 * @param state who keeps the counts between micro-batches: {@code store}, the aggregates alone, or {@code spark}, its state
 *     store beside them
 * @param checkpoint folder of the query's offsets and state
 * @param maxOffsetsPerTrigger most records of one micro-batch; bounds the memory and the time of a batch
 * @param triggerInterval time from the start of one micro-batch to the start of the next; 0 to begin the next at once
 * @param firstBackoff wait before a failed query is started again; doubled with each failure in a row
 * @param longestBackoff longest such wait
 * @param stopTimeout longest wait for the running micro-batch at a stop
 * @param kafka any option of Spark's Kafka source, such as {@code kafka.security.protocol}
 */
@Validated
@ConfigurationProperties("analytics.query")
record QueryProperties(
        @NotBlank @DefaultValue("127.0.0.1:9092") String bootstrapServers,

        @NotBlank @DefaultValue("police-department-calls-for-service")
        String topic,

        @DefaultValue("store") StateKeeper state,
        @DefaultValue(".sfcrime/analytics/checkpoint") Path checkpoint,
        @Positive @DefaultValue("400000") long maxOffsetsPerTrigger,
        @DefaultValue("0s") Duration triggerInterval,
        @DefaultValue("1s") Duration firstBackoff,
        @DefaultValue("30s") Duration longestBackoff,
        @DefaultValue("15s") Duration stopTimeout,
        @DefaultValue Map<String, String> kafka) {
    QueryProperties {
        if (triggerInterval.isNegative()) {
            throw new IllegalArgumentException(
                    "triggerInterval is " + triggerInterval + "; it must be positive, or 0 to wait for nothing");
        }
        if (firstBackoff.isNegative() || firstBackoff.isZero() || longestBackoff.compareTo(firstBackoff) < 0) {
            throw new IllegalArgumentException("firstBackoff is " + firstBackoff + " and longestBackoff "
                    + longestBackoff + "; they must be positive, and the longest no shorter than the first");
        }
        checkpoint = checkpoint.toAbsolutePath().normalize();
        kafka = Map.copyOf(kafka);
    }
}
