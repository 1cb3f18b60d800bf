package dev.sfcrime.analytics.aggregates;

import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import dev.sfcrime.analytics.CuttingProxy;
import dev.sfcrime.analytics.PostgresServer;
import dev.sfcrime.calls.DispositionTable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A store whose database is behind a network that fails. */
class LostConnectionTests {
    private static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final int CALLS = 20;
    private static final List<String> TABLES =
            List.of("event_hour", "event_day", "crime_type_month", "crime_type_disposition");

    private final CubeOracle oracle = new CubeOracle(57, StateKeeper.STORE);
    private final CuttingProxy network =
            new CuttingProxy(PostgresServer.shared().port());
    private final String direct = PostgresServer.shared().newDatabase();
    private volatile Runnable beforeCommit = () -> {};
    private TestDatabase database;

    @BeforeEach
    void connect() {
        database = TestDatabase.at(behindProxy(), () -> beforeCommit.run());
    }

    @AfterEach
    void close() {
        database.close();
        network.close();
    }

    @Test
    void aBatchCountsOnceWhereverItsRequestIsLost() {
        commitWithCuts(CuttingProxy::cutAtRequest);
    }

    @Test
    void aBatchCountsOnceWhereverItsReplyIsLost() {
        commitWithCuts(CuttingProxy::cutAtReply);
    }

    /** Commits a batch for each place where it can be cut, and again after each cut. */
    private void commitWithCuts(BiConsumer<CuttingProxy, Integer> cutAt) {
        AggregateStore store = database.store();
        int place = 0;
        do {
            place++;
            BatchCounts batch = oracle.nextBatch(CALLS);
            cutAt.accept(network, place);
            try {
                store.commit(batch);
            } catch (DatabaseAwayException lost) {
                commitAtLast(store, batch);
            }
            assertEachCallCountedOnce(store);
        } while (!network.cutNothing());
        assertThat(place).as("places").isGreaterThan(10);
    }

    @Test
    void aBatchThatIsCommittedThoughTheReplyIsLostCountsOnce() {
        AggregateStore store = database.store();
        store.commit(oracle.nextBatch(CALLS));
        BatchCounts batch = oracle.nextBatch(CALLS);
        beforeCommit = () -> network.cutAtReply(1);

        assertThatThrownBy(() -> store.commit(batch)).isInstanceOf(DatabaseAwayException.class);

        beforeCommit = () -> {};
        assertThat(commitAtLast(store, batch)).as("committed only now").isFalse();
        assertEachCallCountedOnce(store);
    }

    @Test
    void aBatchWhoseCommitDidNotArriveIsCommittedByTheNextAttempt() {
        AggregateStore store = database.store();
        store.commit(oracle.nextBatch(CALLS));
        BatchCounts batch = oracle.nextBatch(CALLS);
        beforeCommit = () -> network.cutAtRequest(1);

        assertThatThrownBy(() -> store.commit(batch)).isInstanceOf(DatabaseAwayException.class);

        beforeCommit = () -> {};
        assertThat(commitAtLast(store, batch)).as("committed only now").isTrue();
        assertEachCallCountedOnce(store);
    }

    @Test
    void aRollbackThatFailsIsToldBesideWhatFailedFirst() {
        AggregateStore store = database.store();
        store.commit(oracle.nextBatch(CALLS));
        network.cutAtRequest(2);

        assertThatThrownBy(() -> store.commit(oracle.nextBatch(CALLS)))
                .isInstanceOfSatisfying(
                        DatabaseAwayException.class,
                        away -> assertThat(away.getSuppressed())
                                .singleElement()
                                .extracting(Throwable::getCause)
                                .isInstanceOf(SQLException.class));
    }

    /** Other connections of the pool were cut too. */
    private static boolean commitAtLast(AggregateStore store, BatchCounts batch) {
        return Awaitility.await()
                .pollInSameThread()
                .ignoreException(DatabaseAwayException.class)
                .until(() -> Optional.of(store.commit(batch)), Optional::isPresent)
                .orElseThrow();
    }

    @Test
    void aStoreOpensOnceItsDatabaseIsThere() {
        network.refuse();
        AggregateStore store = database.store();

        assertThat(store.lastBatch()).isNull();
        assertThatThrownBy(store::open)
                .isInstanceOf(DatabaseAwayException.class)
                .hasMessageStartingWith("The database jdbc:postgresql://127.0.0.1:" + network.port())
                .hasMessageContaining("refused");
        assertThatThrownBy(() -> answers(store).answer(new ReplaysQuery(1, 0)))
                .isInstanceOfSatisfying(
                        DatabaseAwayException.class,
                        away -> assertThat(away.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        network.accept();
        store.open();
        store.commit(oracle.nextBatch(CALLS));
        assertEachCallCountedOnce(store);
    }

    @Test
    void aWrongPasswordIsNoReasonToWait() {
        try (TestDatabase refusing = TestDatabase.at(direct + "?password=wrong")) {
            assertThatThrownBy(refusing::store)
                    .isNotInstanceOf(DatabaseAwayException.class)
                    .hasMessageContaining("password authentication failed for user \"postgres\"");
        }
    }

    @Test
    void answersFromMemoryGoOnWhileTheDatabaseIsAway() {
        AggregateStore store = database.store();
        store.commit(oracle.nextBatch(CALLS));
        Answers answers = answers(store);
        network.refuse();

        assertThat(answers.answer(new DispositionsQuery(10, 0)).cut().calls()).isEqualTo(oracle.total());
        assertThatThrownBy(() ->
                        answers.answer(new CrimeTypeTimelineQuery(new Timeline(ALWAYS, Bucket.HOUR, null, 10, 0))))
                .isInstanceOf(DatabaseAwayException.class);
    }

    private void assertEachCallCountedOnce(AggregateStore store) {
        try (TestDatabase fresh = TestDatabase.at(direct)) {
            assertThat(store.cut().calls()).isEqualTo(oracle.total());
            assertThat(held(store)).isEqualTo(held(fresh.store()));
            for (String table : TABLES) {
                assertThat(fresh.jdbc.queryForObject("SELECT SUM(calls) FROM " + table, Long.class))
                        .as(table)
                        .isEqualTo(oracle.total());
            }
        }
    }

    private static List<?> held(AggregateStore store) {
        Cut cut = store.cut();
        Answers answers = answers(store);
        return List.of(
                cut.batch(),
                cut.calls(),
                cut.cells(),
                cut.crimeTypes().all(),
                cut.typeDispositions().stream()
                        .map(counts -> HexFormat.of().formatHex(counts.packed()))
                        .toList(),
                cut.dispositions().all(),
                cut.replays(),
                answers.answer(new TimelineQuery(new Timeline(ALWAYS, Bucket.HOUR, null, 1000, 0)))
                        .selection(),
                answers.answer(new TimelineQuery(new Timeline(ALWAYS, Bucket.DAY, null, 1000, 0)))
                        .selection());
    }

    private String behindProxy() {
        return direct.replace(":" + PostgresServer.shared().port() + "/", ":" + network.port() + "/");
    }

    private static Answers answers(AggregateStore store) {
        return new Answers(
                store,
                new Lookup(store, DispositionTable.standard(), new LatenessProperties(null, null)),
                JsonMapper.shared());
    }
}
