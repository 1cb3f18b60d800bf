package dev.sfcrime.analytics.stream;

import java.nio.file.Path;
import java.time.Duration;

import dev.sfcrime.analytics.CuttingProxy;
import dev.sfcrime.analytics.PostgresServer;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole service with its aggregates in a PostgreSQL that comes and goes. */
class PostgresIT {
    private static final String TOPIC = "calls";

    @TempDir
    private Path brokerFolder;

    @TempDir
    private Path home;

    @Test
    void startsBeforeItsDatabaseAndCountsExactlyThroughItsAbsence() throws Exception {
        String direct = PostgresServer.shared().newDatabase();
        try (Broker broker = Broker.start(BrokerSettings.onFreePorts(brokerFolder));
                CuttingProxy network = new CuttingProxy(PostgresServer.shared().port())) {
            Calls calls = new Calls(broker.bootstrapServers(), TOPIC);
            calls.createTopic();
            calls.replay("before", 500);
            network.refuse();
            String url = direct.replace(":" + PostgresServer.shared().port() + "/", ":" + network.port() + "/");
            try (RunningService service = RunningService.start(
                    home,
                    broker.bootstrapServers(),
                    TOPIC,
                    "--AGGREGATES_URL=" + url,
                    "--AGGREGATES_USER=" + PostgresServer.USER,
                    "--AGGREGATES_PASSWORD=" + PostgresServer.PASSWORD)) {
                soon().untilAsserted(() -> {
                    RunningService.Answer readiness = service.get("/actuator/health/readiness");
                    assertThat(readiness.status()).isEqualTo(503);
                    assertThat(readiness.body().toString()).contains("does not answer", "refused");
                });
                assertThat(service.get("/api/v1/aggregates/crime-types").status())
                        .isEqualTo(503);
                assertThat(service.get("/actuator/health/liveness").status()).isEqualTo(200);

                network.accept();
                soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(500)));
                soon().untilAsserted(() -> assertThat(
                                service.get("/actuator/health/readiness").status())
                        .isEqualTo(200));

                network.refuse();
                calls.replay("meanwhile", 500);
                soon().untilAsserted(() -> assertThat(
                                service.query().get("exception").asString(""))
                        .contains("does not answer"));
                assertThat(service.counted()).isEqualTo(Calls.valid(500));

                network.accept();
                soon().untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(1_000)));
            }
        }
    }

    @Test
    void doesNotStartWithAWrongPassword() {
        assertThatThrownBy(() -> RunningService.start(
                        home,
                        "127.0.0.1:1",
                        TOPIC,
                        "--AGGREGATES_URL=" + PostgresServer.shared().newDatabase(),
                        "--AGGREGATES_USER=" + PostgresServer.USER,
                        "--AGGREGATES_PASSWORD=wrong"))
                .hasRootCauseMessage("FATAL: password authentication failed for user \"postgres\"");
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions();
    }
}
