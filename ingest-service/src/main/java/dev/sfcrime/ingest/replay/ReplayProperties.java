package dev.sfcrime.ingest.replay;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of what replays may take.
 *
 * @param maxActive how many replays may run or be paused at once; each has a thread
 * @param finishedKept how many ended replays are remembered; the oldest are forgotten first
 * @param rejectedKept how many unreadable records are kept of each replay; the others are only counted
 * @param commitInterval how long a replay's transaction is open at most; that much later consumers see its messages
 * @param unlimitedCommitInterval the same for replays that send as fast as they can
 * @param metricsKept for how long after its end a replay has metrics of its own
 */
@ConfigurationProperties("ingest.replays")
@Validated
record ReplayProperties(
        @DefaultValue("64") @Min(1) @Max(1_000) int maxActive,
        @DefaultValue("1000") @PositiveOrZero int finishedKept,
        @DefaultValue("200") @PositiveOrZero int rejectedKept,

        @DefaultValue("100ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration commitInterval,

        @DefaultValue("500ms") @DurationMin(millis = 1) @DurationMax(seconds = 10)
        Duration unlimitedCommitInterval,

        @DefaultValue("5m") @DurationMin(seconds = 0) @DurationMax(hours = 1)
        Duration metricsKept) {}
