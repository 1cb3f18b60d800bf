package dev.sfcrime.ingest.replay;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the replays that an earlier process left are known, without which none can be answered for or started. */
@Component
class ReplaysHealthIndicator implements HealthIndicator {
    private final ReplayRegistry replays;

    ReplaysHealthIndicator(ReplayRegistry replays) {
        this.replays = replays;
    }

    @Override
    public Health health() {
        return replays.isRecovered()
                ? Health.up().build()
                : Health.down()
                        .withDetail("reason", "The replays of before this start are being recovered from Kafka")
                        .build();
    }
}
