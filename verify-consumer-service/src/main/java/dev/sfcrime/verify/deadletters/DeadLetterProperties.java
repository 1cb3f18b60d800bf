package dev.sfcrime.verify.deadletters;

import java.time.Duration;

import dev.sfcrime.wire.Topics;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DataSizeUnit;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;
import org.springframework.validation.annotation.Validated;

/**
 * Where dead letters go, and how.
 *
 * @param topic the topic of dead letters; created where it is absent
 * @param replicationFactor on how many brokers it lies where it is created, at most as many as there are
 * @param group consumer group whose offsets say what has been routed; also names the transactions
 * @param commitInterval how long a transaction waits for more letters after its first
 * @param queueCapacity how many messages may wait to be routed; beyond it reading waits too
 * @param queueMemory how much memory they may take; half as much again, or one message, may be in the transaction that is
 *     being written
 * @param lookupTimeout how long Kafka may take to hand out dead letters
 * @param scanLimit how many letters at most a list with a filter looks at, from the newest back
 */
@Validated
@ConfigurationProperties("verify.dead-letters")
record DeadLetterProperties(
        @NotBlank @DefaultValue(Topics.DEAD_LETTERS) String topic,

        @Min(1) @Max(Short.MAX_VALUE) @DefaultValue("1") short replicationFactor,

        @NotBlank @DefaultValue("dead-letters") String group,
        @DurationMin(millis = 0) @DefaultValue("100ms") Duration commitInterval,

        @Min(1) @DefaultValue("10000") int queueCapacity,

        @DataSizeUnit(DataUnit.MEGABYTES) @DefaultValue("16MB")
        DataSize queueMemory,

        @DurationMin(millis = 100) @DefaultValue("5s") Duration lookupTimeout,

        @Min(1) @DefaultValue("10000") int scanLimit) {

    /** Fences what an earlier process left open. */
    String transactionalId() {
        return "sfcrime-" + group;
    }
}
