package dev.sfcrime.analytics.aggregates;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A store that keeps the state, and lets go what is behind the retention. */
class RetentionTests {
    private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2019, 1, 1, 0, 0);
    private static final LatenessProperties TWO_HOURS =
            new LatenessProperties(Duration.ofHours(9), Duration.ofHours(2));

    @TempDir
    private Path folder;

    private TestDatabase database;
    private AggregateStore store;

    @BeforeEach
    void open() {
        database = TestDatabase.at(DatabaseKind.H2.newDatabase(folder));
        store = database.store(TWO_HOURS);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatABatchBringsItselfIsNotDroppedHoweverOldItIs() {
        commit(0, NEW_YEAR.minusYears(3), NEW_YEAR);

        assertThat(store.cut().calls()).isEqualTo(2);
        assertThat(store.droppedByRetention()).isZero();
        assertThat(store.lastBatch().watermark()).isEqualTo(NEW_YEAR.minusHours(2));
    }

    @Test
    void callsForHoursBeforeTheWatermarkAreDroppedAndCounted() {
        commit(0, NEW_YEAR);

        commit(1, NEW_YEAR.minusHours(3), NEW_YEAR.minusHours(2), NEW_YEAR.minusHours(3));

        assertThat(store.cut().calls()).isEqualTo(2);
        assertThat(store.cut().hours().size()).isEqualTo(2);
        assertThat(store.cut().replays()).extracting(ReplayItem::counted).containsExactly(4L);
        assertThat(store.cut().late()).isEqualTo(new LateCalls(2, 0));
    }

    @Test
    void theWatermarkNeverGoesBack() {
        commit(0, NEW_YEAR);

        commit(1, NEW_YEAR.minusHours(1));
        commit(2);

        assertThat(store.lastBatch().watermark()).isEqualTo(NEW_YEAR.minusHours(2));
    }

    @Test
    void aRestartedStoreDropsTheSame() {
        commit(0, NEW_YEAR);
        store = database.store(TWO_HOURS);

        commit(1, NEW_YEAR.minusHours(3), NEW_YEAR.plusHours(1));

        assertThat(store.cut().calls()).isEqualTo(2);
        assertThat(store.droppedByRetention()).isEqualTo(1);
        assertThat(store.lastBatch().watermark()).isEqualTo(NEW_YEAR.minusHours(1));
        assertThat(database.store(TWO_HOURS).cut().late()).isEqualTo(new LateCalls(1, 0));
    }

    @Test
    void withoutARetentionNothingIsDropped() {
        LatenessProperties none = new LatenessProperties(null, null);
        store = database.store(none);

        commit(none, 0, NEW_YEAR);
        commit(none, 1, NEW_YEAR.minusYears(1));

        assertThat(store.cut().calls()).isEqualTo(2);
        assertThat(store.droppedByRetention()).isZero();
        assertThat(store.lastBatch().watermark()).isNull();
    }

    private void commit(long batchId, LocalDateTime... calls) {
        commit(TWO_HOURS, batchId, calls);
    }

    private void commit(LatenessProperties lateness, long batchId, LocalDateTime... calls) {
        store.commit(new BatchCounts(
                new History("a checkpoint", "a topic", lateness.retention(), StateKeeper.STORE),
                batchId,
                Instant.EPOCH,
                null,
                Map.of(0, batchId),
                CellCount.all(List.of(calls).stream()
                        .map(hour -> new CellCount(hour, "Type", "HAN", 1))
                        .toList()),
                List.of(new ReplayCount("r", calls.length, 0)),
                List.of()));
    }
}
