package dev.sfcrime.ingest.publish;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** Kafka clients beyond those that Spring Boot sets up from {@code spring.kafka.*}. */
@Configuration(proxyBeanMethods = false)
class KafkaClients {
    private static final int ADMIN_TIMEOUT_MILLIS = 5_000;
    private static final int RECONNECT_BACKOFF_MILLIS = 1_000;
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    /** Asks and creates; gives up soon, because whoever asks tries again. */
    @Bean
    Admin admin(KafkaAdmin settings) {
        Map<String, Object> configuration = new HashMap<>(settings.getConfigurationProperties());
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
        configuration.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, RECONNECT_BACKOFF_MILLIS);
        return Admin.create(configuration);
    }

    /** A producer without a broker would keep the service from stopping. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer boundedClose() {
        return producers -> producers.setPhysicalCloseTimeout(CLOSE_TIMEOUT_SECONDS);
    }
}
