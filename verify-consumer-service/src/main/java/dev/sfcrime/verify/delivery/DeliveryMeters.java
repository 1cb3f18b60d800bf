package dev.sfcrime.verify.delivery;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/** What monitoring sees of the delivery. */
@Component
class DeliveryMeters {
    private final MeterRegistry registry;
    private final Counter valid;
    private final Counter malformed;
    private final Counter duplicates;
    private final Timer latency;

    DeliveryMeters(MeterRegistry registry) {
        this.registry = registry;
        valid = messages("valid");
        malformed = messages("malformed");
        duplicates = Counter.builder("verify.duplicates")
                .description("Messages whose sequence had come before; those read again after a start over count again")
                .register(registry);
        latency = Timer.builder("verify.latency")
                .description("From a live message's Kafka timestamp to its consumption")
                .register(registry);
    }

    private Counter messages(String validity) {
        return Counter.builder("verify.messages")
                .description("Messages read; those read again after a start over count again")
                .tag("validity", validity)
                .register(registry);
    }

    /** Figures that are asked for whenever monitoring looks. */
    void watch(Supplier<Number> missing, Supplier<Number> lag) {
        Gauge.builder("verify.missing", missing)
                .description("Sequences missing below the greatest seen, over all replays that book is kept of")
                .register(registry);
        Gauge.builder("verify.lag.records", lag)
                .description("Offsets still to be read, over all partitions")
                .register(registry);
    }

    void counted(long newValid, long newMalformed, long newDuplicates) {
        valid.increment((double) newValid);
        malformed.increment((double) newMalformed);
        duplicates.increment((double) newDuplicates);
    }

    /** Records the latency of so many messages. */
    void latency(long millis, int messages) {
        for (int i = 0; i < messages; i++) {
            latency.record(Math.max(0, millis), TimeUnit.MILLISECONDS);
        }
    }
}
