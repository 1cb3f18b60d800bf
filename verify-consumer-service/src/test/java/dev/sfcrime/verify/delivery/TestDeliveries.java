package dev.sfcrime.verify.delivery;

import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Books for tests of those who read them. */
public final class TestDeliveries {
    private TestDeliveries() {}

    public static Deliveries empty(Clock clock) {
        return new Deliveries(
                new DeliveryProperties(10, Duration.ofSeconds(60), Duration.ofSeconds(10)),
                clock,
                new DeliveryMeters(new SimpleMeterRegistry()));
    }
}
