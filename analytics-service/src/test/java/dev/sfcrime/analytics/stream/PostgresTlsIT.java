package dev.sfcrime.analytics.stream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

import dev.sfcrime.analytics.PostgresServer;
import dev.sfcrime.local.broker.Broker;
import dev.sfcrime.local.broker.BrokerSettings;
import dev.sfcrime.local.secure.Certificate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The whole service with its aggregates in a PostgreSQL that takes no connection without TLS. */
class PostgresTlsIT {
    private static final String TOPIC = "calls";

    @TempDir
    private static Path folder;

    private static Certificate certificate;
    private static PostgresServer postgres;

    @TempDir
    private Path home;

    @BeforeAll
    static void start() throws IOException {
        certificate = Certificate.make(folder, "postgres", "ip:127.0.0.1");
        postgres = PostgresServer.demandingTls(certificate);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.stop();
    }

    @Test
    void countsIntoADatabaseWhoseCertificateAndNameAreChecked() throws Exception {
        try (Broker broker = Broker.start(BrokerSettings.onFreePorts(home.resolve("broker")))) {
            Calls calls = new Calls(broker.bootstrapServers(), TOPIC);
            calls.createTopic();
            calls.replay("r", 200);
            try (RunningService service =
                    service(broker.bootstrapServers(), "?sslmode=verify-full&sslrootcert=" + certificate.pem())) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(service.counted()).isEqualTo(Calls.valid(200)));
            }
        }
    }

    @Test
    void isNotFooledByACertificateOfAnotherAuthority() throws Exception {
        Path stranger = Certificate.make(home, "stranger", "ip:127.0.0.1").pem();
        String trustingAStranger = "?sslmode=verify-full&sslrootcert=" + stranger;

        try (RunningService service = service("127.0.0.1:1", trustingAStranger)) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().untilAsserted(() -> {
                RunningService.Answer readiness = service.get("/actuator/health/readiness");
                assertThat(readiness.status()).isEqualTo(503);
                assertThat(readiness.body().toString()).contains("does not answer", "PKIX path");
            });
        }
    }

    @Test
    void isNotServedWithoutTls() {
        assertThatThrownBy(() -> service("127.0.0.1:1", "?sslmode=disable"))
                .rootCause()
                .hasMessageContaining("no pg_hba.conf entry")
                .hasMessageContaining("no encryption");
    }

    private RunningService service(String kafka, String parameters) {
        return RunningService.start(
                home,
                kafka,
                TOPIC,
                "--AGGREGATES_URL=" + postgres.newDatabase() + parameters,
                "--AGGREGATES_USER=" + PostgresServer.USER,
                "--AGGREGATES_PASSWORD=" + PostgresServer.PASSWORD);
    }
}
