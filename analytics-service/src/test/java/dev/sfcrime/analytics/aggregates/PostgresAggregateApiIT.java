package dev.sfcrime.analytics.aggregates;

import dev.sfcrime.analytics.PostgresServer;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The same API over PostgreSQL. */
class PostgresAggregateApiIT extends AggregateApiIT {
    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> PostgresServer.shared().newDatabase());
        properties.add("spring.datasource.username", () -> PostgresServer.USER);
        properties.add("spring.datasource.password", () -> PostgresServer.PASSWORD);
    }
}
