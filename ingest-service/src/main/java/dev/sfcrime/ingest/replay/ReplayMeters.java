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

    /** Counts what a replay did between these two moments. */
    void count(Tally before, Tally after) {
        read.increment((double) (after.read() - before.read()));
        rejected.increment((double) (after.rejected() - before.rejected()));
        sent.increment((double) (after.sent() - before.sent()));
        count(InjectedFault.MALFORMED, after.injectedMalformed() - before.injectedMalformed());
        count(InjectedFault.DUPLICATE, after.injectedDuplicates() - before.injectedDuplicates());
        count(InjectedFault.LATE, after.injectedLate() - before.injectedLate());
    }

    private void count(InjectedFault fault, long messages) {
        Objects.requireNonNull(injected.get(fault)).increment((double) messages);
    }

    void countAcknowledged(long messages) {
        acknowledged.increment((double) messages);
    }

    void entered(ReplayState state) {
        Objects.requireNonNull(transitions.get(state)).increment();
    }

    private static Counter records(MeterRegistry registry, String outcome) {
        return Counter.builder("ingest.records")
                .description("Records of datasets, by what became of them")
                .tag("outcome", outcome)
                .register(registry);
    }
}
