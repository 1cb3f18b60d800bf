package dev.sfcrime.local.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.sfcrime.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one stack, as the environment gives them. Two stacks run side by side where their ports and homes
 * differ.
 *
 * @param externalKafka bootstrap servers of a Kafka that is there already; null to run the embedded broker
 * @param kafkaAccess how to get into that Kafka; the embedded broker asks for nothing
 * @param kafkaPort port of the embedded broker
 * @param ingestPort port of ingest-service
 * @param verifyPort port of verify-consumer-service
 * @param analyticsPort port of analytics-service
 * @param sparkUiPort port of the Spark UI
 * @param sparkMaster where Spark runs
 * @param home where all data, logs and pids are
 * @param datasets folder of dataset files
 * @param aggregatesUrl JDBC URL of the aggregate store; null for analytics-service's own file database
 * @param logFormat form of the logs, {@code plain} or {@code json}
 */
public record Settings(
        @Nullable String externalKafka,
        KafkaAccess kafkaAccess,
        int kafkaPort,
        int ingestPort,
        int verifyPort,
        int analyticsPort,
        int sparkUiPort,
        String sparkMaster,
        Path home,
        Path datasets,
        @Nullable String aggregatesUrl,
        String logFormat) {

    /**
     * Reads the settings.
     *
     * @param environment the environment variables; an empty one counts as absent
     * @param checkout the folder of the source tree, where the default home is
     * @throws InvalidSettingsException that names every wrong value and its remedy
     */
    public static Settings from(Map<String, String> environment, Path checkout) {
        return new SettingsReader(environment).read(checkout);
    }

    /** Where the services find Kafka. */
    public String bootstrapServers() {
        return externalKafka == null ? "127.0.0.1:" + kafkaPort : externalKafka;
    }

    /** Whether the stack runs its own broker. */
    public boolean embedsBroker() {
        return externalKafka == null;
    }

    /** The environment in which every service runs, so that each sees the same settings. */
    public Map<String, String> toEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
        environment.put("INGEST_PORT", Integer.toString(ingestPort));
        environment.put("VERIFY_PORT", Integer.toString(verifyPort));
        environment.put("ANALYTICS_PORT", Integer.toString(analyticsPort));
        environment.put("SPARK_UI_PORT", Integer.toString(sparkUiPort));
        environment.put("SPARK_MASTER", sparkMaster);
        environment.put("SFCRIME_HOME", home.toString());
        environment.put("SFCRIME_DATASETS", datasets.toString());
        environment.put("LOG_FORMAT", logFormat);
        Optional.ofNullable(aggregatesUrl).ifPresent(url -> environment.put("AGGREGATES_URL", url));
        return environment;
    }
}
