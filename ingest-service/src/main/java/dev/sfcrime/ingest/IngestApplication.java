package dev.sfcrime.ingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/**
 * Replays datasets of police calls for service into Kafka.
 *
 * <ul>
 *   <li>{@code dataset} lists and reads the datasets,
 *   <li>{@code replay} runs replays and answers for them over HTTP,
 *   <li>{@code publish} brings their messages to Kafka.
 * </ul>
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(IngestApplication.class, arguments);
    }
}
