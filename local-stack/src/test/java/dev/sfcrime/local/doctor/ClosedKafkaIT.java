package dev.sfcrime.local.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.sfcrime.local.doctor.Finding.Verdict;
import dev.sfcrime.local.secure.ClosedBroker;
import dev.sfcrime.local.settings.Settings;
import dev.sfcrime.wire.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the doctor finds of a Kafka that demands TLS and a login. */
class ClosedKafkaIT {
    @TempDir
    private static Path folder;

    private static ClosedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = ClosedBroker.start(folder);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.openServers()))) {
            admin.createTopics(List.of(new NewTopic(Topics.CALLS, 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() throws IOException {
        broker.close();
    }

    @Test
    void theRightAccessIsFoundToWork() {
        assertThat(examine(broker.access()))
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
        assertThat(examine(broker.accessWith("KAFKA_SASL_MECHANISM", "PLAIN")))
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.OK));
    }

    @Test
    void aWrongPasswordIsNamedWithoutBeingShown() {
        assertThat(problem(broker.accessWith("KAFKA_PASSWORD", "a wrong one")))
                .contains(broker.bootstrapServers() + " refuses the login; check KAFKA_USER, KAFKA_PASSWORD")
                .doesNotContain("a wrong one");
    }

    @Test
    void anUnknownMechanismIsNamed() {
        assertThat(problem(broker.accessWith("KAFKA_SASL_MECHANISM", "SCRAM-SHA-256")))
                .contains("knows no such login; set KAFKA_SASL_MECHANISM");
    }

    @Test
    void anUntrustedCertificateIsNamed() {
        assertThat(problem(broker.accessTrustingAStranger()))
                .contains("a certificate that is not trusted; set KAFKA_SSL_TRUSTSTORE_LOCATION");
    }

    @Test
    void whoKnowsNothingOfItIsToldWhatToSet() {
        assertThat(problem(broker.accessWithoutCredentials()))
                .contains(
                        "does not answer; check that it runs, and that it takes PLAINTEXT, or set KAFKA_SECURITY_PROTOCOL");
    }

    @Test
    void whoSpeaksTlsWhereThereIsNoneIsToldSo() {
        assertThat(problem(broker.accessWith("KAFKA_BOOTSTRAP_SERVERS", broker.openServers())))
                .contains("does not answer; check that it runs, and that it takes SASL_SSL");
    }

    private static List<Finding> examine(Map<String, String> environment) {
        return new KafkaChecks(Settings.from(environment, folder), List.of()).examine();
    }

    private static String problem(Map<String, String> environment) {
        List<Finding> findings = examine(environment);
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.FAIL));
        return findings.get(0).detail();
    }
}
