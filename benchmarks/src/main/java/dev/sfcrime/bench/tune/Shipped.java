package dev.sfcrime.bench.tune;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sfcrime.local.client.JsonClient;
import dev.sfcrime.local.stack.StackException;
import tools.jackson.databind.JsonNode;

/**
 * What the suite ships: the values that a service which was given none says it has. Those of the session are told by the
 * environment page of the Spark UI, those of the service by Spring's {@code configprops}, and those of Kafka's consumers
 * by what these log when they are made.
 */
final class Shipped {
    private static final String CONFIGURATIONS = "org.apache.kafka.common.config.AbstractConfig";
    private static final String CONSUMERS_OF_TASKS = "spark-kafka-source";
    private static final Pattern IN_MAP = Pattern.compile("(?<map>[^\\[]+)\\[(?<key>[^]]+)]");
    private static final Pattern LOGGED = Pattern.compile("\\s+(?<key>[a-z0-9.]+) = (?<value>.*?)\\s*");
    private static final String SESSION = "analytics.spark.properties";
    private static final String KAFKA = "kafka.";

    private final Map<String, String> session;
    private final Map<String, JsonNode> byPrefix;
    private final Map<String, String> consumer;

    private Shipped(Map<String, String> session, Map<String, JsonNode> byPrefix, Map<String, String> consumer) {
        this.session = session;
        this.byPrefix = byPrefix;
        this.consumer = consumer;
    }

    /**
     * What lets a service tell.
     *
     * @param uiPort where its Spark UI is to be
     */
    static Map<String, String> arguments(int uiPort) {
        return Map.of(
                "analytics.spark.ui-port",
                Integer.toString(uiPort),
                "management.endpoints.web.exposure.include",
                "health,configprops",
                "management.endpoint.configprops.show-values",
                "always",
                "logging.level." + CONFIGURATIONS,
                "INFO");
    }

    /**
     * Asks a service that has read messages.
     *
     * @param ui its Spark UI
     * @param log its log
     * @return values by the names of the catalogue's properties; those that it leaves to Spark are missing
     */
    static Map<String, String> read(JsonClient http, URI service, URI ui, Path log) throws IOException {
        Shipped shipped = new Shipped(session(http, ui), service(http, service), consumer(Files.readString(log)));
        Map<String, String> values = new HashMap<>();
        for (Property property : Catalogue.properties(Map.of())) {
            if (property.fixed().isEmpty()) {
                shipped.value(property.keys().get(0)).ifPresent(value -> values.put(property.name(), value));
            }
        }
        return values;
    }

    private Optional<String> value(String argument) {
        Matcher inMap = IN_MAP.matcher(argument);
        if (!inMap.matches()) {
            int end = argument.lastIndexOf('.');
            return Optional.of(text(properties(argument.substring(0, end)), camelCase(argument.substring(end + 1))))
                    .map(Shipped::readable);
        }
        String key = inMap.group("key");
        if (inMap.group("map").equals(SESSION)) {
            return Optional.ofNullable(session.get(key));
        }
        if (key.startsWith(KAFKA)) {
            return Optional.ofNullable(consumer.get(key.substring(KAFKA.length())));
        }
        JsonNode option = properties("analytics.query").path("kafka").path(key);
        return option.isMissingNode() ? Optional.empty() : Optional.of(option.asString());
    }

    private JsonNode properties(String prefix) {
        JsonNode properties = byPrefix.get(prefix);
        if (properties == null) {
            throw new StackException("The analytics-service does not tell of " + prefix);
        }
        return properties;
    }

    private static String text(JsonNode properties, String name) {
        JsonNode value = properties.path(name);
        if (value.isMissingNode()) {
            throw new StackException("The analytics-service does not tell of " + name);
        }
        return value.asString();
    }

    private static Map<String, String> session(JsonClient http, URI ui) throws IOException {
        String application = http.get(ui.resolve("/api/v1/applications"), JsonNode.class)
                .path(0)
                .path("id")
                .asString();
        Map<String, String> properties = new HashMap<>();
        for (JsonNode pair : http.get(
                        ui.resolve("/api/v1/applications/" + application + "/environment"), JsonNode.class)
                .path("sparkProperties")) {
            properties.put(pair.path(0).asString(), pair.path(1).asString());
        }
        return properties;
    }

    private static Map<String, JsonNode> service(JsonClient http, URI service) throws IOException {
        Map<String, JsonNode> properties = new HashMap<>();
        for (JsonNode context : http.get(service.resolve("/actuator/configprops"), JsonNode.class)
                .path("contexts")) {
            for (JsonNode bean : context.path("beans")) {
                properties.put(bean.path("prefix").asString(), bean.path("properties"));
            }
        }
        return properties;
    }

    /** The settings of the last consumer of a task. */
    static Map<String, String> consumer(String log) {
        Map<String, String> last = Map.of();
        for (String rest : log.split("ConsumerConfig values", -1)) {
            Map<String, String> settings = new HashMap<>();
            rest.lines()
                    .skip(1)
                    .map(LOGGED::matcher)
                    .takeWhile(Matcher::matches)
                    .forEach(line -> settings.put(line.group("key"), line.group("value")));
            if (settings.getOrDefault("group.id", "").startsWith(CONSUMERS_OF_TASKS)) {
                last = settings;
            }
        }
        if (last.isEmpty()) {
            throw new StackException("No consumer of a task has told of its settings in the worker's log");
        }
        return last;
    }

    private static String camelCase(String words) {
        return Pattern.compile("-(.)")
                .matcher(words)
                .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
    }

    /** Durations as the service is given them. */
    static String readable(String value) {
        if (!value.startsWith("PT")) {
            return value;
        }
        Duration duration = Duration.parse(value);
        return duration.toMillisPart() == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
