package dev.sfcrime.kafka;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/**
 * Gives a service's Kafka clients what {@link KafkaAccess} reads from its variables, whichever way these were given.
 * A property that names a client's setting itself wins.
 */
final class KafkaAccessSettings implements EnvironmentPostProcessor {
    /** Where Spring's clients and Spark's source look for client properties. */
    private static final List<String> PLACES =
            List.of("spring.kafka.properties[%s]", "analytics.query.kafka[kafka.%s]");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        Map<String, Object> settings = new LinkedHashMap<>();
        KafkaAccess.of(variables(environment))
                .properties()
                .forEach((name, value) -> PLACES.forEach(place -> settings.put(place.formatted(name), value)));
        if (!settings.isEmpty()) {
            environment.getPropertySources().addLast(new MapPropertySource("kafkaAccess", settings));
        }
    }

    private static Map<String, String> variables(ConfigurableEnvironment environment) {
        Map<String, String> variables = new HashMap<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> named) {
                for (String name : named.getPropertyNames()) {
                    if (KafkaAccess.isVariable(name)) {
                        variables.put(name, environment.getProperty(name, ""));
                    }
                }
            }
        }
        return variables;
    }
}
