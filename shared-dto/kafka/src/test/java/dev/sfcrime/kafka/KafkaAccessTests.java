package dev.sfcrime.kafka;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KafkaAccessTests {
    @TempDir
    Path folder;

    @Test
    void nothingIsSetWhereNothingIsGiven() {
        assertThat(KafkaAccess.of(Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092", "KAFKA_USER", ""))
                        .properties())
                .isEmpty();
    }

    @Test
    void variablesAreTheClientPropertiesOfTheirNames() throws Exception {
        Path truststore = Files.createFile(folder.resolve("ca.crt"));
        Path keystore = Files.createFile(folder.resolve("client.p12"));

        assertThat(KafkaAccess.of(Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "SSL",
                                "KAFKA_SSL_TRUSTSTORE_LOCATION", truststore.toString(),
                                "KAFKA_SSL_KEYSTORE_LOCATION", keystore.toString(),
                                "KAFKA_SSL_KEYSTORE_PASSWORD", "one",
                                "KAFKA_SSL_ENABLED_PROTOCOLS", "TLSv1.3"))
                        .properties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "security.protocol", "SSL",
                        "ssl.truststore.location", truststore.toString(),
                        "ssl.truststore.type", "PEM",
                        "ssl.keystore.location", keystore.toString(),
                        "ssl.keystore.type", "PKCS12",
                        "ssl.keystore.password", "one",
                        "ssl.enabled.protocols", "TLSv1.3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "two words", "qu\"ote", "back\\slash", "semi;colon", "a=b", "'", "line\nend", "é"})
    void kafkaReadsUserAndPasswordAsTheyWereGiven(String secret) {
        Map<String, String> properties = KafkaAccess.of(
                        Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_USER", secret, "KAFKA_PASSWORD", secret))
                .properties();

        assertThat(properties).containsEntry("sasl.mechanism", "SCRAM-SHA-512");
        JaasContext context = JaasContext.loadClientContext(
                Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(properties.get(SaslConfigs.SASL_JAAS_CONFIG))));
        assertThat(context.configurationEntries())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.getOptions()).isEqualTo(Map.of("username", secret, "password", secret)));
    }

    @Test
    void aLineOfJaasStandsForUserAndPassword() {
        assertThat(KafkaAccess.of(Map.of(
                                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                                "KAFKA_SASL_MECHANISM", "OAUTHBEARER",
                                "KAFKA_SASL_JAAS_CONFIG", "some.Module required;"))
                        .properties())
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .containsEntry("sasl.jaas.config", "some.Module required;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KAFKA_SECURITY_PROTOCOL=TLS | set it to PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL | set KAFKA_USER and KAFKA_PASSWORD",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL,KAFKA_USER=me | KAFKA_PASSWORD is not set",
                "KAFKA_USER=me,KAFKA_PASSWORD=hush-hush | set KAFKA_SECURITY_PROTOCOL to SASL_SSL",
                "KAFKA_SECURITY_PROTOCOL=SSL,KAFKA_PASSWORD=hush-hush | nobody logs in",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL,KAFKA_USER=me,KAFKA_PASSWORD=hush-hush,KAFKA_SASL_MECHANISM=GSSAPI | one of [PLAIN, SCRAM-SHA-256, SCRAM-SHA-512]",
                "KAFKA_SECURITY_PROTOCOL=SASL_SSL,KAFKA_USER=me,KAFKA_SASL_JAAS_CONFIG=hush-hush | either the one or the others",
                "KAFKA_SSL_TRUSTSTORE_PASSWORD=hush-hush | set KAFKA_SECURITY_PROTOCOL to SSL or SASL_SSL",
                "KAFKA_SECURITY_PROTOCOL=SSL,KAFKA_SSL_TRUSTSTORE_LOCATION=/nowhere.pem | no file that can be read",
            })
    void contradictionsAreRefusedWithARemedyAndWithoutTheSecret(String variables, String message) {
        MockEnvironment environment = new MockEnvironment();
        for (String variable : variables.split(",", -1)) {
            environment.setProperty(
                    variable.substring(0, variable.indexOf('=')), variable.substring(variable.indexOf('=') + 1));
        }

        assertThatThrownBy(() -> new KafkaAccessSettings().postProcessEnvironment(environment, new SpringApplication()))
                .isInstanceOf(InvalidKafkaAccessException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hush-hush");
    }

    @Test
    void whatIsSetIsToldWithoutItsValues() {
        KafkaAccess access = KafkaAccess.of(
                Map.of("KAFKA_SECURITY_PROTOCOL", "SASL_SSL", "KAFKA_USER", "me", "KAFKA_PASSWORD", "hush-hush"));

        assertThat(access).hasToString("KafkaAccess[sasl.jaas.config, sasl.mechanism, security.protocol]");
    }

    @Test
    void clientsOfSpringAndSparkGetTheSame() {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT")
                .withProperty("KAFKA_USER", "me")
                .withProperty("KAFKA_PASSWORD", "hush-hush");

        new KafkaAccessSettings().postProcessEnvironment(environment, new SpringApplication());

        assertThat(environment.getProperty("spring.kafka.properties[security.protocol]"))
                .isEqualTo("SASL_PLAINTEXT");
        assertThat(environment.getProperty("analytics.query.kafka[kafka.sasl.jaas.config]"))
                .isEqualTo(environment.getProperty("spring.kafka.properties[sasl.jaas.config]"))
                .contains("hush-hush");
    }
}
