package dev.sfcrime.analytics.stream;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sfcrime.analytics.pipeline.CallCounts;
import dev.sfcrime.calls.CallJson;
import org.apache.commons.pool2.ObjectPool;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.spark.kafka010.KafkaConfigUpdater;
import org.apache.spark.sql.kafka010.KafkaSourceProvider;
import tools.jackson.core.JsonParser;

/** What the session of a cluster has beside those of one process: code for its executors, and trust between hosts. */
final class ExecutorSettings {
    /** Spark's own name, from which masters and workers take the secret by themselves, and a driver does not. */
    static final String SECRET = "_SPARK_AUTH_SECRET";

    /**
     * A class of each jar that executors need and Spark's distribution lacks: this service's functions, the wire format
     * and the reader below it; the Kafka connector, its tokens, its consumer, and the pool that holds consumers.
     */
    private static final List<Class<?>> SERVED = List.of(
            CallCounts.class,
            CallJson.class,
            JsonParser.class,
            KafkaSourceProvider.class,
            KafkaConfigUpdater.class,
            Consumer.class,
            ObjectPool.class);

    private ExecutorSettings() {}

    /**
     * Settings for executors on whatever hosts: they fetch the jars from the driver as they start.
     *
     * @param environment of this process; with {@link #SECRET} in it, nobody talks to the driver or to an executor who
     *     does not know that secret, and what is said is encrypted
     * @throws IllegalStateException if this process does not run from plain jars, which alone can be served
     */
    static Map<String, String> of(Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "spark.jars",
                SERVED.stream().map(ExecutorSettings::jar).map(Path::toString).collect(Collectors.joining(",")));
        String secret = environment.get(SECRET);
        if (secret != null && !secret.isEmpty()) {
            settings.put("spark.authenticate", "true");
            settings.put("spark.authenticate.secret", secret);
            settings.put("spark.network.crypto.enabled", "true");
        }
        return settings;
    }

    private static Path jar(Class<?> type) {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        try {
            if (location.getProtocol().equals("file") && Files.isRegularFile(Path.of(location.toURI()))) {
                return Path.of(location.toURI());
            }
        } catch (URISyntaxException unreadable) {
            // said below
        }
        throw new IllegalStateException(
                "Executors cannot be given %s: it comes from %s, which is no jar file. Run the service from its extracted jar: java -Djarmode=tools -jar analytics-service.jar extract"
                        .formatted(type.getSimpleName(), location));
    }
}
