package dev.sfcrime.ingest.replay;

import java.time.Clock;

import dev.sfcrime.ingest.dataset.DatasetCatalog;
import dev.sfcrime.ingest.publish.RecordPublisher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts replays together from the datasets, the publisher and the system's time. */
@Configuration(proxyBeanMethods = false)
class ReplayWiring {
    @Bean
    ReplayRegistry replayRegistry(
            DatasetCatalog datasets,
            RecordPublisher publisher,
            ReplayProperties properties,
            ReplayMeters meters,
            MeterRegistry registry,
            Clock clock) {
        ReplayRegistry replays =
                new ReplayRegistry(datasets::open, publisher, properties, meters, clock, Ticker.SYSTEM);
        for (ReplayState state : ReplayState.values()) {
            Gauge.builder("ingest.replays", () -> replays.count(state))
                    .description("Replays that the service knows, by state")
                    .tag("state", state.name())
                    .register(registry);
        }
        return replays;
    }
}
