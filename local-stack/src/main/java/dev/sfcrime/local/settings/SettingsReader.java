package dev.sfcrime.local.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.sfcrime.kafka.InvalidKafkaAccessException;
import dev.sfcrime.kafka.KafkaAccess;
import org.jspecify.annotations.Nullable;

/** Reads {@link Settings} and gathers every problem on the way, so that a user corrects them all at once. */
final class SettingsReader {
    private static final Pattern BOOTSTRAP_SERVERS = Pattern.compile(
            "(\\[[0-9a-fA-F:.]+]|[^\\s,:\\[\\]]+):\\d{1,5}(,(\\[[0-9a-fA-F:.]+]|[^\\s,:\\[\\]]+):\\d{1,5})*");
    private static final Pattern SPARK_MASTER = Pattern.compile("local(\\[.+])?|spark://.+|k8s://.+|yarn");
    private static final Pattern JDBC_URL = Pattern.compile("jdbc:.+");
    private static final Pattern LOG_FORMAT = Pattern.compile("plain|json");

    private final Map<String, String> environment;
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, String> namesByPort = new LinkedHashMap<>();

    SettingsReader(Map<String, String> environment) {
        this.environment = environment;
    }

    Settings read(Path checkout) {
        String externalKafka =
                matching("KAFKA_BOOTSTRAP_SERVERS", BOOTSTRAP_SERVERS, "a list such as kafka-1:9092,kafka-2:9092");
        Path home = folder("SFCRIME_HOME", checkout.resolve(".sfcrime"));
        Settings settings = new Settings(
                externalKafka,
                kafkaAccess(externalKafka),
                port("KAFKA_PORT", 9092, externalKafka == null),
                port("INGEST_PORT", 8081, true),
                port("VERIFY_PORT", 8082, true),
                port("ANALYTICS_PORT", 8083, true),
                port("SPARK_UI_PORT", 4040, true),
                matching("SPARK_MASTER", "local[*]", SPARK_MASTER, "local[*], local[N] or spark://host:port"),
                home,
                folder("SFCRIME_DATASETS", home.resolve("datasets")),
                matching("AGGREGATES_URL", JDBC_URL, "a JDBC URL such as jdbc:postgresql://db/sfcrime"),
                matching("LOG_FORMAT", "plain", LOG_FORMAT, "plain or json"));
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
        return settings;
    }

    private KafkaAccess kafkaAccess(@Nullable String externalKafka) {
        try {
            KafkaAccess access = KafkaAccess.of(environment);
            if (externalKafka == null && !access.properties().isEmpty()) {
                problems.add("KAFKA_SECURITY_PROTOCOL is set, which the embedded broker does not know; set"
                        + " KAFKA_BOOTSTRAP_SERVERS to the Kafka that demands it, or unset it");
            }
            return access;
        } catch (InvalidKafkaAccessException invalid) {
            problems.add(invalid.getMessage());
            return new KafkaAccess(Map.of());
        }
    }

    private @Nullable String value(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private int port(String name, int byDefault, boolean used) {
        String value = value(name);
        int port = byDefault;
        if (value != null) {
            port = value.matches("\\d{1,5}") ? Integer.parseInt(value) : 0;
            if (port < 1 || port > 65_535) {
                problems.add("%s is '%s'; set it to a port from 1 to 65535, or unset it for %d"
                        .formatted(name, value, byDefault));
                return byDefault;
            }
        }
        String other = used ? namesByPort.putIfAbsent(port, name) : null;
        if (other != null) {
            problems.add("%s and %s are both %d; give each its own port".formatted(other, name, port));
        }
        return port;
    }

    private String matching(String name, String byDefault, Pattern pattern, String remedy) {
        String value = matching(name, pattern, remedy);
        return value == null ? byDefault : value;
    }

    private @Nullable String matching(String name, Pattern pattern, String remedy) {
        String value = value(name);
        if (value != null && !pattern.matcher(value).matches()) {
            // an address of a database may hold a password
            String shown = pattern == JDBC_URL ? "no JDBC URL" : "'" + value + "'";
            problems.add("%s is %s; set it to %s, or unset it".formatted(name, shown, remedy));
        }
        return value;
    }

    private Path folder(String name, Path byDefault) {
        String value = value(name);
        try {
            Path folder = (value == null ? byDefault : Path.of(value))
                    .toAbsolutePath()
                    .normalize();
            if (!Files.exists(folder) || Files.isDirectory(folder)) {
                return folder;
            }
        } catch (InvalidPathException reported) {
            // falls through to the problem, which names the value
        }
        problems.add("%s is '%s', which is no folder; set it to one, or unset it"
                .formatted(name, value == null ? byDefault : value));
        return byDefault;
    }
}
