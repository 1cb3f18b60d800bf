package dev.sfcrime.ingest.replay;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.sfcrime.wire.InjectedFault;
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
    private final Map<InjectedFault, Counter> injected = new EnumMap<>(InjectedFault.class);
    private final Map<ReplayState, Counter> transitions = new EnumMap<>(ReplayState.class);

    ReplayMeters(MeterRegistry registry) {
        read = records(registry, "read");
        rejected = records(registry, "rejected");
        sent = records(registry, "sent");
        acknowledged = records(registry, "acknowledged");
        for (InjectedFault fault : InjectedFault.values()) {
            injected.put(
                    fault,
                    Counter.builder("ingest.injected")
                            .description("Extra messages that were sent as faults on purpose")
                            .tag("fault", fault.name().toLowerCase(Locale.ROOT))
                            .register(registry));
        }
        for (ReplayState state : ReplayState.values()) {
            transitions.put(
                    state,
                    Counter.builder("ingest.replay.transitions")
                            .description("How often replays entered a state; what a start finds is not counted")
                            .tag("state", state.name())
                            .register(registry));
        }
    }

    void countRejected() {
        read.increment();
        rejected.increment();
    }

    void countSent(OutgoingMessage message) {
        InjectedFault fault = message.fault();
        if (fault == null) {
            read.increment();
        } else {
            count(injected, fault);
        }
        sent.increment();
    }

    void countAcknowledged(long messages) {
        acknowledged.increment((double) messages);
    }

    void entered(ReplayState state) {
        count(transitions, state);
    }

    private static <K> void count(Map<K, Counter> counters, K which) {
        Objects.requireNonNull(counters.get(which)).increment();
    }

    private static Counter records(MeterRegistry registry, String outcome) {
        return Counter.builder("ingest.records")
                .description("Records of datasets, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
