package dev.sfcrime.analytics.stream;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up while the streaming query runs; part of readiness, never of liveness. */
@Component
class StreamingQueryHealthIndicator implements HealthIndicator {
    private final QuerySupervisor supervisor;

    StreamingQueryHealthIndicator(QuerySupervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Health health() {
        QueryRun run = supervisor.run();
        Health.Builder health = run.state() == QueryState.RUNNING ? Health.up() : Health.down();
        health.withDetail("query", CallsQuery.NAME).withDetail("state", run.state());
        if (run.reason() != null) {
            health.withDetail("reason", run.reason());
        }
        return health.build();
    }
}
