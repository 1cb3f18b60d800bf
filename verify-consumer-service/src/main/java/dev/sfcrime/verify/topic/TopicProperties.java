package dev.sfcrime.verify.topic;

import java.time.Duration;

import dev.sfcrime.wire.Topics;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which topic of calls is read, and how any topic is.
 *
 * @param name the topic of calls for service
 * @param watchInterval how often Kafka is asked whether a topic is there, the same one, and with how many partitions
 * @param requestTimeout how long any one question to Kafka may take
 */
@Validated
@ConfigurationProperties("verify.topic")
public record TopicProperties(
        @NotBlank @DefaultValue(Topics.CALLS) String name,
        @DurationMin(millis = 10) @DefaultValue("1s") Duration watchInterval,
        @DurationMin(millis = 100) @DefaultValue("3s") Duration requestTimeout) {}
