package dev.sfcrime.verify.delivery;

import java.time.Duration;

import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of what is kept.
 *
 * @param replays how many replays are kept book of; beyond it the one that was quiet for longest is forgotten
 * @param latencyWindow over how long the latency is told, back from the newest live message
 * @param rateWindow over how long the rate is told, back from now
 */
@Validated
@ConfigurationProperties("verify.delivery")
record DeliveryProperties(
        @Positive @DefaultValue("10000") int replays,
        @DurationMin(seconds = 1) @DefaultValue("60s") Duration latencyWindow,
        @DurationMin(seconds = 1) @DefaultValue("10s") Duration rateWindow) {}
