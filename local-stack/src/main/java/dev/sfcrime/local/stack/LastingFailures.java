package dev.sfcrime.local.stack;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** Tells a failure that lasts from one that a service mends by trying again: the same words, time after time. */
final class LastingFailures {
    private static final Duration LASTING = Duration.ofSeconds(10);

    private final Map<Service, Map<String, Long>> firstSeenNanos = new EnumMap<>(Service.class);
    private final Map<Service, String> lasting = new EnumMap<>(Service.class);

    void note(Service service, Readiness readiness) {
        lasting.remove(service);
        @Nullable String failure = readiness.failure();
        if (failure == null) {
            return;
        }
        long now = System.nanoTime();
        long first = firstSeenNanos
                .computeIfAbsent(service, unknown -> new HashMap<>())
                .computeIfAbsent(failure, unknown -> now);
        if (now - first > LASTING.toNanos()) {
            lasting.put(service, failure);
        }
    }

    boolean have(Service service) {
        return lasting.containsKey(service);
    }

    /** The failure that lasts; there must be one. */
    String of(Service service) {
        return Objects.requireNonNull(lasting.get(service), "no lasting failure");
    }
}
