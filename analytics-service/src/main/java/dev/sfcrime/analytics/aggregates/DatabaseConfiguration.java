package dev.sfcrime.analytics.aggregates;

import java.util.Map;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the database of the aggregates is reached, of either kind. */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    /** What is given in the URL wins over these. */
    private static final Map<String, String> POSTGRESQL = Map.of(
            "ApplicationName", "sfcrime-analytics",
            // seconds; without it, a connection whose other end is gone is waited for without end
            "socketTimeout", "60",
            "tcpKeepAlive", "true");

    /** The store brings the schema up to date itself, since the database may come up later than this service. */
    @Bean
    FlywayMigrationStrategy laterByTheStore() {
        return flyway -> {};
    }

    /** Flyway would find out the kind of the database by connecting to it. */
    @Bean
    FlywayConfigurationCustomizer migrationsByKind(JdbcConnectionDetails connection) {
        return flyway -> flyway.locations(migrations(connection.getJdbcUrl()));
    }

    static String[] migrations(String url) {
        return new String[] {
            "classpath:db/migration",
            "classpath:db/migration-" + DatabaseDriver.fromJdbcUrl(url).getId()
        };
    }

    @Bean
    static BeanPostProcessor postgresqlDefaults() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof HikariDataSource pool
                        && DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl()) == DatabaseDriver.POSTGRESQL) {
                    POSTGRESQL.forEach(pool::addDataSourceProperty);
                }
                return bean;
            }
        };
    }
}
