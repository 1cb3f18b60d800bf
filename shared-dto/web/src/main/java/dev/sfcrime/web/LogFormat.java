package dev.sfcrime.web;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has the logs written in the form that {@code LOG_FORMAT} names: {@code plain} for lines to be read, which is the
 * default, or {@code json} for one object a line, by the Elastic Common Schema. Spring Boot's own properties win.
 */
final class LogFormat implements EnvironmentPostProcessor {
    static final String VARIABLE = "LOG_FORMAT";

    private static final Map<String, Object> JSON =
            Map.of("logging.structured.format.console", "ecs", "logging.structured.format.file", "ecs");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String format = environment.getProperty(VARIABLE, "");
        switch (format) {
            // Spring Boot takes a format for given even where it is empty; so there is none
            case "", "plain" -> {}
            case "json" -> environment.getPropertySources().addLast(new MapPropertySource(VARIABLE, JSON));
            default -> throw new UnknownLogFormat.Failure(format);
        }
    }
}
