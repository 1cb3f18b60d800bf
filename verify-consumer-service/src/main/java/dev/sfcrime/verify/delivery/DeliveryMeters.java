package dev.sfcrime.verify.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** What monitoring sees of the delivery. */
@Component
class DeliveryMeters {
    private final Counter valid;
    private final Counter malformed;
    private final Timer latency;
    private final AtomicLong lag = new AtomicLong();

    DeliveryMeters(MeterRegistry registry) {
        valid = messages(registry, "valid");
        malformed = messages(registry, "malformed");
        latency = Timer.builder("verify.latency")
                .description("From a live message's Kafka timestamp to its consumption")
                .serviceLevelObjectives(
                        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
                .register(registry);
        Gauge.builder("verify.lag", lag, AtomicLong::doubleValue)
                .description("Offsets still to be read, over all partitions")
                .register(registry);
    }

    private static Counter messages(MeterRegistry registry, String validity) {
        return Counter.builder("verify.messages")
                .description("Messages read; those read again after a start over count again")
                .tag("validity", validity)
                .register(registry);
    }

    void counted(long newValid, long newMalformed, long newLag) {
        valid.increment((double) newValid);
        malformed.increment((double) newMalformed);
        lag.set(newLag);
    }

    void latency(long millis) {
        latency.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
    }
}
