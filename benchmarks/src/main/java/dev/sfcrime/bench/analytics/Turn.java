package dev.sfcrime.bench.analytics;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What one engine gave in one round.
 *
 * @param repeated catching up with a small dataset sent several times
 * @param distinct catching up with a large one sent once
 * @param latency at a steady pace; null where it was not measured
 */
record Turn(CatchUp repeated, CatchUp distinct, @Nullable Latencies latency) {
    /** In a few words. */
    String words() {
        String caughtUp =
                String.format(Locale.ROOT, "%,.0f/s repeated, %,.0f/s distinct", repeated.rate(), distinct.rate());
        return latency == null
                ? caughtUp
                : caughtUp + ", latency p50 %d ms, p99 %d ms".formatted(latency.p50(), latency.p99());
    }
}
