package dev.sfcrime.analytics.aggregates;

import com.zaxxer.hikari.HikariDataSource;
import dev.sfcrime.analytics.PostgresServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/** A real database of the aggregates, of either kind, and stores on it. */
final class TestDatabase implements AutoCloseable {
    private final HikariDataSource dataSource = new HikariDataSource();
    private final Database database;
    final JdbcTemplate jdbc = new JdbcTemplate(dataSource);

    private TestDatabase(String url, Runnable beforeCommit) {
        dataSource.setJdbcUrl(url);
        dataSource.setUsername(PostgresServer.USER);
        dataSource.setPassword(PostgresServer.PASSWORD);
        dataSource.setConnectionTimeout(5_000);
        // no connection but when one is asked for
        dataSource.setMinimumIdle(0);
        DatabaseConfiguration.connectionDefaults().postProcessBeforeInitialization(dataSource, "dataSource");
        database = new Database(
                dataSource,
                connection(url),
                Flyway.configure().dataSource(dataSource).load(),
                new JdbcTransactionManager(dataSource) {
                    @Override
                    protected void doCommit(DefaultTransactionStatus status) {
                        beforeCommit.run();
                        super.doCommit(status);
                    }
                });
    }

    /** The database at an address; it may be away. */
    static TestDatabase at(String url) {
        return at(url, () -> {});
    }

    /** The database at an address, with what is to happen before each commit. */
    static TestDatabase at(String url, Runnable beforeCommit) {
        return new TestDatabase(url, beforeCommit);
    }

    AggregateStore store() {
        return store(new LatenessProperties(null, null));
    }

    AggregateStore store(LatenessProperties lateness) {
        return new AggregateStore(database, lateness, new SimpleMeterRegistry());
    }

    private static JdbcConnectionDetails connection(String url) {
        return new JdbcConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return url;
            }

            @Override
            public String getUsername() {
                return PostgresServer.USER;
            }

            @Override
            public String getPassword() {
                return PostgresServer.PASSWORD;
            }
        };
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
