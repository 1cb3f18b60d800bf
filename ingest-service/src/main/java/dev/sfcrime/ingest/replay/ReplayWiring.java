package dev.sfcrime.ingest.replay;

import java.time.Clock;

import dev.sfcrime.ingest.dataset.DatasetCatalog;
import dev.sfcrime.ingest.publish.RecordPublisher;
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
            Clock clock) {
        return new ReplayRegistry(datasets::open, publisher, properties, meters, clock, Ticker.SYSTEM);
    }
}
