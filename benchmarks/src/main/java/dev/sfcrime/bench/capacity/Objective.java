package dev.sfcrime.bench.capacity;

import java.time.Duration;
import java.util.Optional;

import dev.sfcrime.bench.report.Figures;

/**
 * When a rate counts as sustained.
 *
 * @param p99 within what time 99 of 100 records must be readable
 */
record Objective(Duration p99) {
    /** By so much of the rate the lag may seem to grow: it goes up and down with every batch, and a trial is short. */
    static final double SLOPE_SHARE = 0.02;

    /** So much of the rate must come to the topic: else it is not that rate which is tried. */
    static final double ARRIVED_SHARE = 0.98;

    Objective {
        if (p99.isNegative() || p99.isZero()) {
            throw new IllegalArgumentException("--objective is %s; it must be more than nothing".formatted(p99));
        }
    }

    /** Why a rate is not sustained, in words; empty where it is. */
    Optional<String> miss(Trial trial) {
        if (trial.arrived() < trial.rate() * ARRIVED_SHARE) {
            return Optional.of("only %s a second arrived".formatted(Figures.of(trial.arrived())));
        }
        if (trial.lagSlope() > trial.rate() * SLOPE_SHARE) {
            return Optional.of("the lag grew by %s a second".formatted(Figures.of(trial.lagSlope())));
        }
        if (trial.p99Millis() > p99.toMillis()) {
            return Optional.of("p99 was %s ms".formatted(Figures.of(trial.p99Millis())));
        }
        return Optional.empty();
    }
}
