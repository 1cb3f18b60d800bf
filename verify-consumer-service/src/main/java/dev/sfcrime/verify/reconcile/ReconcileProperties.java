package dev.sfcrime.verify.reconcile;

import java.net.URI;
import java.time.Duration;

import dev.sfcrime.wire.Topics;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the other sides are asked.
 *
 * @param analyticsTimeout how long the analytics-service may take to be reached, and then to answer
 * @param analyticsUrl where the analytics-service is
 * @param interval how often the verdicts of the newest replays are looked at again
 * @param progressTopic the topic in which ingest tells how far each replay has come
 * @param replays how many replays are kept; beyond it the one that told nothing for longest is forgotten
 */
@Validated
@ConfigurationProperties("verify.reconcile")
record ReconcileProperties(
        @DurationMin(millis = 1) @DefaultValue("2s") Duration analyticsTimeout,
        @DefaultValue("http://127.0.0.1:8083") URI analyticsUrl,
        @DurationMin(millis = 10) @DefaultValue("5s") Duration interval,
        @NotBlank @DefaultValue(Topics.REPLAY_PROGRESS) String progressTopic,
        @Positive @DefaultValue("10000") int replays) {}
