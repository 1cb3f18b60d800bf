package dev.sfcrime.ingest.replay;

import java.nio.file.Path;
import java.time.Duration;

import dev.sfcrime.ingest.LiveService;
import dev.sfcrime.ingest.SharedBroker;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of replays while Kafka is away. The waits are the service's own, only shorter. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "spring.kafka.producer.properties.delivery.timeout.ms=4000",
            "spring.kafka.producer.properties.max.block.ms=4000",
            "spring.kafka.producer.properties.request.timeout.ms=2000"
        })
class BrokerAwayIT extends LiveService {
    @TempDir
    private static Path folder;

    private static BrokerSettings settings;
    private static Broker broker;

    @DynamicPropertySource
    static void ownBroker(DynamicPropertyRegistry properties) throws Exception {
        settings = BrokerSettings.onFreePorts(folder);
        broker = Broker.start(settings);
        properties.add("spring.kafka.bootstrap-servers", broker::bootstrapServers);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
    }

    @Test
    void aReplayFailsClearlyWhenKafkaStaysAwayAndOthersStayUnderControl() throws Exception {
        String fast = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 500}, \"loops\": 0}");
        String slow = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 500}, \"loops\": 0}");
        await().until(() -> replay(fast).get("acknowledged").asLong() > 100);

        broker.close();
        await().until(() -> replay(fast).get("sent").asLong()
                > replay(fast).get("acknowledged").asLong());
        Answer cancelled = post("/api/v1/replays/" + slow + "/cancel", null);
        JsonNode failed = awaitState(fast, "FAILED");

        assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
        assertThat(failed.get("failure").asString()).contains("Kafka").contains("start the replay again");
        assertThat(failed.get("acknowledged").asLong())
                .isLessThan(failed.get("sent").asLong());
        await().untilAsserted(() -> {
            Answer readiness = get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.text()).contains("Kafka cannot be reached");
        });
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);

        broker = Broker.start(settings);

        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get("/actuator/health/readiness").status() == 200);
        String next = start("{\"dataset\": \"synthetic\", \"pace\": {\"unlimited\": true}, \"limit\": 1000}");
        awaitState(next, "COMPLETED");
        assertThat(SharedBroker.messagesOf(broker.bootstrapServers(), next)).hasSize(1_000);
    }
}
