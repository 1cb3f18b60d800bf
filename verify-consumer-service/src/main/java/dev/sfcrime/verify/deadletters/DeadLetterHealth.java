package dev.sfcrime.verify.deadletters;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** What becomes of malformed messages; of no matter to readiness, as verification goes on without. */
@Component("deadLetters")
class DeadLetterHealth extends AbstractHealthIndicator {
    private final DeadLetterProperties properties;
    private final DeadLetterRouter router;

    DeadLetterHealth(DeadLetterProperties properties, DeadLetterRouter router) {
        this.properties = properties;
        this.router = router;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        health.withDetail("topic", properties.topic());
        RoutingState state = router.state();
        if (state instanceof RoutingState.Ended ended) {
            health.unknown().withDetail("routing", "ended").withDetail("reason", ended.reason());
        } else if (state instanceof RoutingState.Waiting waiting) {
            health.unknown().withDetail("routing", "waiting").withDetail("reason", waiting.reason());
        } else {
            health.up().withDetail("routing", "active");
        }
    }
}
