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
 * @param analyticsPassword the password of {@code analyticsUser}; empty where the analytics-service asks for none
 * @param analyticsTimeout how long the analytics-service may take to be reached, and then to answer
 * @param analyticsUrl where the analytics-service is
 * @param analyticsUser whom the analytics-service knows this service as
 * @param interval how often the verdicts of the newest replays are looked at again
 * @param progressTopic the topic in which ingest tells how far each replay has come
 * @param replays how many replays are kept; beyond it the one that told nothing for longest is forgotten
 */
@Validated
@ConfigurationProperties("verify.reconcile")
record ReconcileProperties(
        @DefaultValue("") String analyticsPassword,
        @DurationMin(millis = 1) @DefaultValue("2s") Duration analyticsTimeout,
        @DefaultValue("http://127.0.0.1:8083") URI analyticsUrl,
        @DefaultValue("operator") String analyticsUser,
        @DurationMin(millis = 10) @DefaultValue("5s") Duration interval,
        @NotBlank @DefaultValue(Topics.REPLAY_PROGRESS) String progressTopic,
        @Positive @DefaultValue("10000") int replays) {

    /** Without the password: this may come into a log. */
    @Override
    public String toString() {
        return "ReconcileProperties[analyticsUrl=" + analyticsUrl + ", analyticsUser=" + analyticsUser + "]";
    }
}
