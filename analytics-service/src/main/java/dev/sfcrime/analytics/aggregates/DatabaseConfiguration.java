package dev.sfcrime.analytics.aggregates;

import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the database of the aggregates is reached, of either kind. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** What PostgreSQL's URL says wins over these. */
    private static final Map<DatabaseDriver, Map<String, String>> CONNECTION = Map.of(
            DatabaseDriver.POSTGRESQL,
            Map.of(
                    "ApplicationName", "sfcrime-analytics",
                    // seconds; without it, a connection whose other end is gone is waited for without end
                    "socketTimeout", "60",
                    "tcpKeepAlive", "true"),
            DatabaseDriver.H2,
            // by default H2 writes commits up to half a second later, and the death of the process loses them: Spark
            // never sends those batches again. H2 keeps the setting in the database, but opens it with its default
            Map.of("WRITE_DELAY", "0"));

    /** The store brings the schema up to date itself, since the database may come up later than this service. */
    @Bean
    FlywayMigrationStrategy laterByTheStore() {
        return flyway -> {};
    }

    @Bean
    static BeanPostProcessor connectionDefaults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool) {
                    CONNECTION
                            .getOrDefault(DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl()), Map.of())
                            .forEach(pool::addDataSourceProperty);
                }
                return bean;
            }
        };
    }
}
