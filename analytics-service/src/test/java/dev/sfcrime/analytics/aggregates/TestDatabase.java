package dev.sfcrime.analytics.aggregates;

import java.nio.file.Path;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A real database with the schema of the aggregates, and stores on it. */
final class TestDatabase implements AutoCloseable {
    private final HikariDataSource dataSource = new HikariDataSource();
    final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    private TestDatabase(String url, String vendorMigrations) {
        dataSource.setJdbcUrl(url);
        dataSource.setUsername("sa");
        dataSource.setPassword("");
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration", vendorMigrations)
                .load()
                .migrate();
    }

    static TestDatabase inFolder(Path folder) {
        return new TestDatabase("jdbc:h2:file:" + folder.resolve("aggregates"), "classpath:db/migration-h2");
    }

    AggregateStore store() {
        return store(new LatenessProperties(null, null));
    }

    AggregateStore store(LatenessProperties lateness) {
        return new AggregateStore(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                lateness,
                new SimpleMeterRegistry());
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
