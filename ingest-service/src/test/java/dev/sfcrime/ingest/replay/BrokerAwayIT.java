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

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of replays while Kafka is away. The waits are the service's own, only shorter. */
@DirtiesContext
@TestPropertySource(
        properties = {
            "spring.kafka.producer.properties.delivery.timeout.ms=4000",
            "spring.kafka.producer.properties.max.block.ms=3000",
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
    void replaysWaitForKafkaAndThenGoOnExactlyWhereTheyWere() throws Exception {
        String counted = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 1000}, \"limit\": 5000}");
        String quick = start("{\"dataset\": \"synthetic\", \"pace\": {\"unlimited\": true}, \"limit\": 300000}");
        String endless = start("{\"dataset\": \"synthetic\", \"pace\": {\"recordsPerSecond\": 500}, \"loops\": 0}");
        await().until(() -> replay(counted).get("acknowledged").asLong() > 500);
        await().until(() -> replay(quick).get("acknowledged").asLong() > 500);

        broker.close();
        Answer cancelled = post("/api/v1/replays/" + endless + "/cancel", null);
        assertThat(cancelled.json().get("state").asString()).isEqualTo("CANCELLED");
        await().untilAsserted(() -> {
            Answer readiness = get("/actuator/health/readiness");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(readiness.text()).contains("does not answer; check that it runs");
        });
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
        // longer than messages are tried to be delivered
        await().during(Duration.ofSeconds(9))
                .atMost(LONG)
                .until(() -> replay(counted).get("state").asString().equals("RUNNING"));
        broker = Broker.start(settings);

        assertThat(awaitState(counted, "COMPLETED").get("acknowledged").asLong())
                .isEqualTo(5_000);
        assertThat(awaitState(quick, "COMPLETED").get("acknowledged").asLong()).isEqualTo(300_000);
        assertDense(counted, 5_000);
        assertDense(quick, 300_000);
        long stayed = await().atMost(LONG)
                .until(
                        () -> replay(endless),
                        replay -> replay.get("acknowledged").asLong()
                                == replay.get("sent").asLong())
                .get("sent")
                .asLong();
        assertDense(endless, stayed);
    }

    private static void assertDense(String id, long messages) {
        SharedBroker.assertDense(SharedBroker.messagesOf(broker.bootstrapServers(), id), messages);
    }
}
