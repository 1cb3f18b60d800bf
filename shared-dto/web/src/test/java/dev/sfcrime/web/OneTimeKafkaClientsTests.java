package dev.sfcrime.web;

import java.util.UUID;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class OneTimeKafkaClientsTests {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void onlyClientsThatLastHaveMetrics() {
        meters.config().meterFilter(new OneTimeKafkaClients());
        String replay = UUID.randomUUID().toString();

        meters.counter("kafka.producer.request.total", "client.id", "replay-" + replay);
        meters.counter("kafka.producer.request.total", "client.id", "replay-1");
        meters.counter("kafka.connections");
        meters.counter("ingest.replay.sent", "replay", replay, "client.id", replay);

        assertThat(meters.getMeters())
                .extracting(
                        meter -> meter.getId().getName(), meter -> meter.getId().getTag("client.id"))
                .containsExactlyInAnyOrder(
                        tuple("kafka.producer.request.total", "replay-1"),
                        tuple("kafka.connections", null),
                        tuple("ingest.replay.sent", replay));
    }
}
