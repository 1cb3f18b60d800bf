package dev.sfcrime.ingest.publish;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the topics of replays are created where they are absent. A topic that exists stays as it is.
 *
 * @param partitions how many partitions the topic of calls gets
 * @param replicationFactor on how many brokers each partition of the topics lies, at most as many as there are
 */
@ConfigurationProperties("ingest.topic")
@Validated
record TopicProperties(
        @DefaultValue("4") @Min(1) @Max(10_000) int partitions,
        @DefaultValue("1") @Min(1) @Max(100) short replicationFactor) {}
