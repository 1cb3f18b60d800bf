package dev.sfcrime.verify.messages;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;
import org.springframework.validation.annotation.Validated;

/**
 * How much of the topic is kept at hand, and how it is served.
 *
 * @param capacity how many recent messages are kept at most
 * @param memory how much memory they may take; fewer are kept where they are large
 * @param tailInterval how often the live tail looks for new messages
 * @param lookupTimeout how long Kafka may take to hand out a single message
 */
@Validated
@ConfigurationProperties("verify.messages")
record MessagesProperties(
        @Positive @DefaultValue("10000") int capacity,

        @DataSizeUnit(DataUnit.MEGABYTES) @DefaultValue("64MB")
        DataSize memory,

        @DurationMin(millis = 1) @DefaultValue("20ms") Duration tailInterval,
        @DurationMin(millis = 100) @DefaultValue("5s") Duration lookupTimeout) {}
