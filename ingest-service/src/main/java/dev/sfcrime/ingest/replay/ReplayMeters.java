package dev.sfcrime.ingest.replay;

import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** What replays are measured by, over all of them. */
@Component
class ReplayMeters {
    private final Counter read;
    private final Counter rejected;
    private final Counter sent;
    private final Counter acknowledged;
    private final Timer commits;
    private final MeterRegistry registry;

    ReplayMeters(MeterRegistry registry) {
        this.registry = registry;
        read = records(registry, "read");
        rejected = records(registry, "rejected");
        sent = records(registry, "sent");
        acknowledged = records(registry, "acknowledged");
        commits = Timer.builder("ingest.transaction.commit")
                .description("How long it takes to commit a transaction")
                .publishPercentileHistogram()
                .register(registry);
        for (ReplayState state : ReplayState.values()) {
            transitions(state);
        }
    }

    void countRejected() {
        read.increment();
        rejected.increment();
    }

    void countSent(OutgoingMessage message) {
        if (message.fault() == null) {
            read.increment();
        }
        sent.increment();
    }

    void countCommitted(long messages, long nanos) {
        acknowledged.increment((double) messages);
        commits.record(nanos, TimeUnit.NANOSECONDS);
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
