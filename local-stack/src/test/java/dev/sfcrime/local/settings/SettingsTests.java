package dev.sfcrime.local.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import dev.sfcrime.kafka.KafkaAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTests {
    private static final Path CHECKOUT = Path.of("/checkout");

    @Test
    void everySettingHasADefault() {
        assertThat(Settings.from(Map.of("INGEST_PORT", " "), CHECKOUT))
                .isEqualTo(new Settings(
                        null,
                        new KafkaAccess(Map.of()),
                        9092,
                        8081,
                        8082,
                        8083,
                        4040,
                        "local[*]",
                        CHECKOUT.resolve(".sfcrime"),
                        CHECKOUT.resolve(".sfcrime/datasets"),
                        null,
                        "plain"));
    }

    @Test
    void theDatasetFolderFollowsTheHome() {
        assertThat(Settings.from(Map.of("SFCRIME_HOME", "/elsewhere"), CHECKOUT).datasets())
                .isEqualTo(Path.of("/elsewhere/datasets"));
    }

    @Test
    void theEmbeddedBrokerKnowsNoLogin() {
        Map<String, String> access =
                Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_USER", "me", "KAFKA_PASSWORD", "hush-hush");

        assertThatThrownBy(() -> Settings.from(access, CHECKOUT))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("set KAFKA_BOOTSTRAP_SERVERS to the Kafka that demands it")
                .hasMessageNotContaining("hush-hush");
        assertThatThrownBy(() -> Settings.from(Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL"), CHECKOUT))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("set KAFKA_USER and KAFKA_PASSWORD");
    }

    @Test
    void aGivenKafkaReplacesTheEmbeddedBroker() {
        Settings settings = Settings.from(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,[::1]:9093"), CHECKOUT);

        assertThat(settings.embedsBroker()).isFalse();
        assertThat(settings.toEnvironment()).containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka-1:9092,[::1]:9093");
    }

    @Test
    void everyWrongValueIsNamedWithItsRemedy(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Settings.from(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka",
                                "INGEST_PORT", "eighty",
                                "VERIFY_PORT", "65536",
                                "SPARK_MASTER", "here",
                                "SFCRIME_HOME", file.toString(),
                                "AGGREGATES_URL", "postgresql://db",
                                "LOG_FORMAT", "xml"),
                        CHECKOUT))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS is 'kafka'; set it to a list such as")
                .hasMessageContaining("INGEST_PORT is 'eighty'; set it to a port from 1 to 65535, or unset it for 8081")
                .hasMessageContaining("VERIFY_PORT is '65536'")
                .hasMessageContaining("SPARK_MASTER is 'here'")
                .hasMessageContaining("SFCRIME_HOME is '" + file + "', which is no folder")
                .hasMessageContaining("AGGREGATES_URL is no JDBC URL; set it to a JDBC URL")
                .hasMessageContaining("LOG_FORMAT is 'xml'; set it to plain or json");
    }

    @Test
    void onePortCannotServeTwo() {
        assertThatThrownBy(() -> Settings.from(Map.of("INGEST_PORT", "9092"), CHECKOUT))
                .hasMessage("KAFKA_PORT and INGEST_PORT are both 9092; give each its own port");
    }

    @Test
    void theEmbeddedBrokersPortIsFreeForOthersWhereThereIsNone() {
        assertThat(Settings.from(Map.of("INGEST_PORT", "9092", "KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"), CHECKOUT)
                        .ingestPort())
                .isEqualTo(9092);
    }
}
