package dev.sfcrime.analytics.aggregates;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        return ask(() -> inTransaction(writing, work));
    }

    /** All that is read is as of one moment. */
    <T> T readTogether(Supplier<T> work) {
        return ask(() -> inTransaction(reading, work));
    }

    /** Reads by a single statement, which both databases answer as of one moment. */
    <T> T read(Supplier<T> statement) {
        return ask(statement);
    }

    /** What fails is told by what failed first; that it could not be rolled back either is told beside it. */
    private static <T> T inTransaction(TransactionTemplate transaction, Supplier<T> work) {
        AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();
        try {
            return transaction.execute(status -> {
                try {
                    return work.get();
                } catch (RuntimeException failed) {
                    first.set(failed);
                    throw failed;
                }
            });
        } catch (RuntimeException last) {
            RuntimeException origin = first.get();
            if (origin == null || origin == last) {
                throw last;
            }
            origin.addSuppressed(last);
            throw origin;
        }
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException | FlywayException failed) {
            SQLException cause = innermost(failed);
            // what cannot even be committed or rolled back has lost its connection
            boolean lost = failed instanceof TransactionSystemException || failed.getSuppressed().length > 0;
            if (cause != null && (lost || isAway(cause))) {
                DatabaseAwayException away = DatabaseAwayException.of(address, cause);
                Stream.of(failed.getSuppressed()).forEach(away::addSuppressed);
                throw away;
            }
            throw failed;
        }
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
