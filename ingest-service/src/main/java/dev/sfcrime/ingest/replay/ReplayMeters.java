package dev.sfcrime.ingest.replay;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What replays are measured by, over all of them. */
@Component
class ReplayMeters {
    private final Counter read;
    private final Counter rejected;
    private final Counter sent;
    private final Counter acknowledged;
    private final MeterRegistry registry;

    ReplayMeters(MeterRegistry registry) {
        this.registry = registry;
        read = records(registry, "read");
        rejected = records(registry, "rejected");
        sent = records(registry, "sent");
        acknowledged = records(registry, "acknowledged");
        for (ReplayState state : ReplayState.values()) {
            transitions(state);
        }
    }

    void countRejected() {
        read.increment();
        rejected.increment();
    }

    void countSent() {
        read.increment();
        sent.increment();
    }

    void countAcknowledged() {
        acknowledged.increment();
    }

    void entered(ReplayState state) {
        transitions(state).increment();
    }

    private Counter transitions(ReplayState state) {
        return Counter.builder("ingest.replay.transitions")
                .description("How often replays entered a state")
                .tag("state", state.name())
                .register(registry);
    }

    private static Counter records(MeterRegistry registry, String outcome) {
        return Counter.builder("ingest.records")
                .description("Records of datasets, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
