package dev.sfcrime.analytics.aggregates;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Supplier;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The database of the aggregates. It may be away, when the service starts or later: whatever is asked of it then fails
 * with a {@link DatabaseAwayException}, and can be asked again.
 */
@Component
final class Database {
    /** PostgreSQL's driver would otherwise read a whole table before it hands out its first row. */
    private static final int ROWS_PER_FETCH = 500;

    private static final String CONNECTION_EXCEPTION = "08";

    /** PostgreSQL's: it shuts down, has crashed, or starts. */
    private static final String OPERATOR_INTERVENTION = "57P";

    private static final String TOO_MANY_CONNECTIONS = "53300";

    private final String address;
    private final Flyway flyway;
    private final Tables tables;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Database(
            DataSource dataSource,
            JdbcConnectionDetails connection,
            Flyway flyway,
            PlatformTransactionManager transactions) {
        this.address = withoutParameters(connection.getJdbcUrl());
        this.flyway = flyway;
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(ROWS_PER_FETCH);
        tables = new Tables(jdbc);
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    Tables tables() {
        return tables;
    }

    /** Brings the schema up to date. */
    void migrate() {
        ask(flyway::migrate);
    }

    /** All that is written becomes durable together, or nothing does. */
    <T> T write(Supplier<T> work) {
        return ask(() -> writing.execute(status -> work.get()));
    }

    /** All that is read is as of one moment. */
    <T> T readTogether(Supplier<T> work) {
        return ask(() -> reading.execute(status -> work.get()));
    }

    /** Reads by a single statement, which both databases answer as of one moment. */
    <T> T read(Supplier<T> statement) {
        return ask(statement);
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException | FlywayException failed) {
            SQLException cause = innermost(origin(failed));
            if (cause != null && (isAway(cause) || failed instanceof TransactionSystemException)) {
                throw DatabaseAwayException.of(address, cause);
            }
            throw failed;
        }
    }

    /** What cannot even be rolled back has lost its connection; why is what came first, where that is known. */
    private static @Nullable Throwable origin(RuntimeException failed) {
        return failed instanceof TransactionSystemException rollback ? rollback.getOriginalException() : failed;
    }

    private static @Nullable SQLException innermost(@Nullable Throwable failed) {
        SQLException innermost = null;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                innermost = sql;
            }
        }
        return innermost;
    }

    /** Whether it passes by itself; a wrong password, say, does not. */
    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return failure instanceof SQLTransientConnectionException
                || state.startsWith(CONNECTION_EXCEPTION)
                || state.startsWith(OPERATOR_INTERVENTION)
                || state.equals(TOO_MANY_CONNECTIONS);
    }

    /** What follows the database's name may hold a password. */
    private static String withoutParameters(String url) {
        return url.split("[?;]", 2)[0];
    }
}
