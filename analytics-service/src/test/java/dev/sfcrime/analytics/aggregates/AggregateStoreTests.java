package dev.sfcrime.analytics.aggregates;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.sfcrime.calls.DispositionTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ParameterizedClass
@CsvSource({"H2, STORE", "H2, SPARK", "POSTGRESQL, STORE"})
class AggregateStoreTests {
    private static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
    private static final int ALL = 1000;
    private static final LocalDateTime NEW_YEAR = LocalDateTime.of(2019, 1, 1, 0, 0);

    @Parameter(0)
    private DatabaseKind kind;

    @Parameter(1)
    private StateKeeper state;

    @TempDir
    private Path folder;

    private String url;
    private CubeOracle oracle;
    private TestDatabase database;
    private AggregateStore store;

    @BeforeEach
    void open() {
        oracle = new CubeOracle(20_181_231, state);
        url = kind.newDatabase(folder);
        database = TestDatabase.at(url);
        store = database.store();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void hasNoBatchBeforeTheFirst() {
        assertThat(store.lastBatch()).isNull();
        assertThat(answers(store)
                        .answer(new CrimeTypesQuery(
                                10, 0, CrimeTypesQuery.SortBy.COUNT, CrimeTypesQuery.Order.DESCENDING, ""))
                        .selection()
                        .items())
                .isEmpty();
    }

    @Test
    void everyRollUpIsWhatTheCellsAddUpTo() {
        for (int batch = 0; batch < 30; batch++) {
            assertThat(store.commit(oracle.nextBatch(200))).isTrue();
        }

        assertAllRollUps(store);
    }

    @Test
    void everyRollUpSurvivesARestart() {
        for (int batch = 0; batch < 10; batch++) {
            store.commit(oracle.nextBatch(200));
        }
        CommittedBatch last = store.lastBatch();
        database.close();
        database = TestDatabase.at(url);

        AggregateStore restarted = database.store();

        assertThat(restarted.lastBatch()).isEqualTo(last);
        assertAllRollUps(restarted);
        restarted.commit(oracle.nextBatch(200));
        assertAllRollUps(restarted);
    }

    @Test
    void textsOfAnyCharactersSurviveARestart() {
        List<String> texts = List.of("\0", "a\0b\\0", "\\", "\\\\0\0", "\uD83D\uDE93 caf\u00E9", "'; --", "");
        List<CellCount> cells = texts.stream()
                .map(text -> new CellCount(LocalDateTime.of(2018, 12, 31, 0, 0), text, text, 1))
                .toList();
        List<ReplayCount> replays =
                texts.stream().map(text -> new ReplayCount(text, 1, 0)).toList();
        BatchCounts batch = oracle.nextBatch(1);
        store.commit(new BatchCounts(
                batch.history(),
                batch.batchId(),
                batch.computedAt(),
                null,
                batch.offsets(),
                CellCount.all(cells),
                replays,
                List.of()));

        for (AggregateStore each : List.of(store, database.store())) {
            assertThat(each.cut().crimeTypes().all()).containsExactlyElementsOf(texts);
            assertThat(each.cut().dispositions().all()).containsExactlyElementsOf(texts);
            assertThat(each.cut().replays()).extracting(ReplayItem::replayId).containsExactlyElementsOf(texts);
        }
    }

    @Test
    void aBatchCommittedAlreadyChangesNothing() {
        BatchCounts first = oracle.nextBatch(100);
        store.commit(first);
        store.commit(oracle.nextBatch(100));
        CommittedBatch last = store.lastBatch();

        boolean committed = store.commit(new BatchCounts(
                oracle.history(),
                first.batchId(),
                first.computedAt(),
                null,
                Map.of(0, 1L),
                CellCount.all(new CellCount(LocalDateTime.of(2018, 12, 31, 0, 0), "Never", "", 7)),
                List.of(),
                List.of()));

        assertThat(committed).isFalse();
        assertThat(store.lastBatch()).isEqualTo(last);
        assertAllRollUps(store);
    }

    @Test
    void offsetsOfPartitionsThatABatchDoesNotNameStay() {
        BatchCounts first = oracle.nextBatch(1);
        store.commit(withOffsets(first, Map.of(0, 10L, 1, 20L)));

        store.commit(withOffsets(oracle.nextBatch(1), Map.of(1, 21L, 2, 5L)));

        assertThat(store.lastBatch().offsets()).containsExactlyInAnyOrderEntriesOf(Map.of(0, 10L, 1, 21L, 2, 5L));
    }

    @Test
    void aConditionThatDoesNotHoldLeavesNothingAndTheBatchCanBeTriedAgain() {
        store.commit(oracle.nextBatch(100));
        Cut before = store.cut();
        BatchCounts batch = oracle.nextBatch(5000);
        Runnable broken = () -> {
            throw new IllegalStateException("another topic");
        };

        assertThatThrownBy(() -> store.commit(batch, broken)).hasMessage("another topic");

        assertThat(store.cut()).isSameAs(before);
        assertThat(database.store().lastBatch()).isEqualTo(before.batch());
        assertThat(store.commit(batch, () -> {})).isTrue();
        assertAllRollUps(database.store());
    }

    @ParameterizedTest
    @CsvSource({"committed_offset", "replay", "crime_type_disposition", "crime_type_month", "event_day", "disposition"})
    void aFailureInTheMiddleLeavesNothingAndTheBatchCanBeTriedAgain(String brokenTable) {
        store.commit(oracle.nextBatch(100));
        Cut before = store.cut();
        BatchCounts batch = oracle.nextBatch(5000);
        BatchCounts withNews = new BatchCounts(
                oracle.history(),
                batch.batchId(),
                batch.computedAt(),
                null,
                Map.of(17, 1L),
                batch.cells(),
                List.of(new ReplayCount("new", 1, 1)),
                List.of());
        database.jdbc.execute("ALTER TABLE " + brokenTable + " RENAME TO hidden");

        assertThatThrownBy(() -> store.commit(withNews)).isInstanceOf(RuntimeException.class);

        database.jdbc.execute("ALTER TABLE hidden RENAME TO " + brokenTable);
        assertThat(store.cut()).isSameAs(before);
        assertThat(database.store().cut().calls()).isEqualTo(before.calls());
        assertThat(database.store().lastBatch()).isEqualTo(before.batch());
        assertThat(store.commit(batch)).isTrue();
        assertAllRollUps(store);
        assertAllRollUps(database.store());
    }

    @Test
    void aBatchThatReachedTheDatabaseUnnoticedIsNoticedWhenItIsTriedAgain() {
        store.commit(oracle.nextBatch(100));
        BatchCounts batch = oracle.nextBatch(100);
        database.store().commit(batch);

        assertThat(store.commit(batch)).isFalse();

        assertAllRollUps(store);
    }

    @Test
    void readersSeeOneBatchWhileAnotherIsCommitted() {
        Answers answers = answers(store);
        store.commit(oracle.nextBatch(500));
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger readings = new AtomicInteger();
        CompletableFuture<Void> reader = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                for (Bucket bucket : Bucket.values()) {
                    var byType =
                            answers.answer(new CrimeTypeTimelineQuery(new Timeline(ALWAYS, bucket, null, 100_000, 0)));
                    assertThat(byType.selection().items().stream()
                                    .mapToLong(CrimeTypeTimelineItem::count)
                                    .sum())
                            .isEqualTo(byType.cut().calls());
                    var ofType = answers.answer(new TimelineQuery(new Timeline(ALWAYS, bucket, "Type 1", 100_000, 0)));
                    Integer id = ofType.cut().crimeTypes().id("Type 1");
                    assertThat(ofType.selection().items().stream()
                                    .mapToLong(TimelineItem::count)
                                    .sum())
                            .isEqualTo(ofType.cut().typeDispositions().get(id).sum());
                    readings.incrementAndGet();
                }
                assertAddsUp(answers.answer(new TotalsQuery(null)));
            }
        });

        for (int batch = 0; batch < 300; batch++) {
            store.commit(oracle.nextBatch(50));
        }
        done.set(true);

        assertThat(reader).succeedsWithin(Duration.ofSeconds(20));
        assertThat(readings.get()).isGreaterThan(10);
        assertAllRollUps(store);
    }

    @Test
    void callsThatCameForNoCellWereDropped() {
        store.commit(batch(0, null, 10, 10));

        store.commit(batch(1, NEW_YEAR.minusHours(3), 12, 17));

        TotalsItem totals = assertAddsUp(answers(store).answer(new TotalsQuery("r")));
        assertThat(totals.droppedByRetention()).isEqualTo(5);
        assertThat(totals.replay().counted()).isEqualTo(17);
        assertThat(database.store().droppedByRetention()).isEqualTo(5);
    }

    @Test
    void aBucketBehindTheWatermarkIsFinal() {
        store.commit(batch(0, NEW_YEAR.plusHours(1), 10, 10));

        assertThat(answers(store)
                        .answer(new TimelineQuery(new Timeline(ALWAYS, Bucket.HOUR, null, ALL, 0)))
                        .selection()
                        .items())
                .extracting(TimelineItem::isFinal)
                .containsExactly(true);
        assertThat(answers(store)
                        .answer(new TimelineQuery(new Timeline(ALWAYS, Bucket.DAY, null, ALL, 0)))
                        .selection()
                        .items())
                .extracting(TimelineItem::isFinal)
                .containsExactly(false);
    }

    @Test
    void callsThatCameAfterTheirHourWasFinalByTheAllowedLatenessAreCountedAsLate() {
        LatenessProperties twoHours = new LatenessProperties(Duration.ofHours(2), null);
        AggregateStore lateness = database.store(twoHours);
        lateness.commit(batch(0, null, 10, 10));
        lateness.commit(new BatchCounts(
                CubeOracle.HISTORY,
                1,
                Instant.EPOCH,
                null,
                Map.of(),
                CellCount.all(
                        new CellCount(NEW_YEAR, "Type", "HAN", 11),
                        new CellCount(NEW_YEAR.plusHours(2), "Type", "HAN", 1),
                        new CellCount(NEW_YEAR.plusHours(3), "Type", "HAN", 1)),
                List.of(new ReplayCount("r", 13, 0)),
                List.of()));
        assertThat(lateness.cut().late()).isEqualTo(LateCalls.NONE);

        lateness.commit(new BatchCounts(
                CubeOracle.HISTORY,
                2,
                Instant.EPOCH,
                null,
                Map.of(),
                CellCount.all(
                        new CellCount(NEW_YEAR, "Type", "HAN", 15),
                        new CellCount(NEW_YEAR, "Other type", "", 1),
                        new CellCount(NEW_YEAR.plusHours(1), "Type", "HAN", 1)),
                List.of(new ReplayCount("r", 19, 0)),
                List.of()));

        assertThat(lateness.cut().late()).isEqualTo(new LateCalls(0, 5));
        assertThat(database.store(twoHours).cut().late()).isEqualTo(new LateCalls(0, 5));
    }

    @Test
    void aBatchOfAnotherHistoryIsRefused() {
        store.commit(oracle.nextBatch(10));
        BatchCounts next = oracle.nextBatch(10);

        assertThatThrownBy(() -> store.commit(new BatchCounts(
                        new History("a checkpoint", "another topic", null, state),
                        next.batchId(),
                        next.computedAt(),
                        null,
                        next.offsets(),
                        next.cells(),
                        next.replays(),
                        next.faults())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another topic");

        assertThat(store.commit(next)).isTrue();
        assertAllRollUps(store);
    }

    @Test
    void aDatabaseThatWasPutBackIsNoticedBeforeABatchIsAddedToIt() {
        store.commit(oracle.nextBatch(10));
        store.commit(oracle.nextBatch(10));
        database.jdbc.update("UPDATE committed_batch SET batch_id = 0");

        assertThatThrownBy(() -> store.commit(oracle.nextBatch(10)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stands at batch 0");

        assertThat(store.lastBatch().batchId()).isZero();
        assertThat(store.readLastBatch()).isEqualTo(store.lastBatch());
    }

    @Test
    void aClearedStoreIsAsBeforeTheFirstBatchAndCountsAnew() {
        store.commit(batch(0, NEW_YEAR.minusHours(3), 10, 17));
        Answers answers = answers(store);
        assertThat(assertAddsUp(answers.answer(new TotalsQuery("r"))).counted()).isEqualTo(17);

        store.clear();

        assertThat(store.lastBatch()).isNull();
        assertThat(store.droppedByRetention()).isZero();
        TotalsItem empty = assertAddsUp(answers.answer(new TotalsQuery("r")));
        assertThat(empty.counted()).isZero();
        assertThat(empty.replay()).isNull();
        for (int batch = 0; batch < 10; batch++) {
            assertThat(store.commit(oracle.nextBatch(200))).isTrue();
        }
        assertAllRollUps(store);
        assertAllRollUps(database.store());
    }

    /** A batch of one cell and one replay. */
    private static BatchCounts batch(long batchId, @Nullable LocalDateTime watermark, long cell, long replay) {
        return new BatchCounts(
                CubeOracle.HISTORY,
                batchId,
                Instant.EPOCH,
                watermark,
                Map.of(0, replay),
                CellCount.all(new CellCount(NEW_YEAR, "Type", "HAN", cell)),
                List.of(new ReplayCount("r", replay, 0)),
                List.of());
    }

    private static BatchCounts withOffsets(BatchCounts batch, Map<Integer, Long> offsets) {
        return new BatchCounts(
                batch.history(),
                batch.batchId(),
                batch.computedAt(),
                null,
                offsets,
                batch.cells(),
                batch.replays(),
                batch.faults());
    }

    private static Answers answers(AggregateStore store) {
        return new Answers(
                store,
                new Lookup(store, DispositionTable.standard(), new LatenessProperties(null, null)),
                JsonMapper.shared());
    }

    private void assertAllRollUps(AggregateStore actual) {
        Answers answers = answers(actual);
        Cut cut = actual.cut();
        assertThat(cut.calls()).isEqualTo(oracle.total());
        assertThat(cut.cells()).isEqualTo(oracle.cells().size());
        assertThat(cells(actual)).isEqualTo(oracle.cells());
        assertThat(answers.answer(new CrimeTypesQuery(
                                ALL, 0, CrimeTypesQuery.SortBy.CRIME_TYPE, CrimeTypesQuery.Order.ASCENDING, ""))
                        .selection()
                        .items())
                .extracting(CrimeTypeItem::crimeType, CrimeTypeItem::count)
                .containsExactlyElementsOf(tuples(oracle.by(CubeOracle.Cell::crimeType)));
        assertThat(byKey(
                        answers.answer(new DispositionsQuery(ALL, 0))
                                .selection()
                                .items(),
                        DispositionItem::code,
                        DispositionItem::count))
                .isEqualTo(oracle.by(CubeOracle.Cell::disposition));
        oracle.by(CubeOracle.Cell::crimeType)
                .forEach((type, count) -> assertThat(byKey(
                                answers.answer(new CrimeTypeQuery(type))
                                        .selection()
                                        .items()
                                        .get(0)
                                        .dispositions(),
                                CrimeTypeDetail.DispositionCount::code,
                                CrimeTypeDetail.DispositionCount::count))
                        .isEqualTo(ofType(type, CubeOracle.Cell::disposition)));
        assertTimelines(answers, Bucket.HOUR, CubeOracle.Cell::hour);
        assertTimelines(answers, Bucket.DAY, cell -> cell.hour().toLocalDate().atStartOfDay());
        assertThat(answers.answer(new ReplaysQuery(ALL, 0)).selection().items())
                .containsExactlyElementsOf(oracle.newestReplays());
        TotalsItem totals = assertAddsUp(answers.answer(new TotalsQuery(null)));
        assertThat(totals.counted()).isEqualTo(oracle.total());
        assertThat(totals.malformed()).isEqualTo(oracle.malformed());
        assertThat(totals.droppedByRetention()).isZero();
        for (ReplayItem replay : oracle.newestReplays()) {
            if (replay.replayId() != null) {
                assertThat(answers.answer(new TotalsQuery(replay.replayId()))
                                .selection()
                                .items()
                                .get(0)
                                .replay())
                        .isEqualTo(replay);
            }
        }
    }

    /** Every view holds what was counted and not dropped. */
    private static TotalsItem assertAddsUp(Answers.Answer<TotalsItem> answer) {
        TotalsItem totals = answer.selection().items().get(0);
        long inViews = totals.counted() - totals.droppedByRetention();
        assertThat(totals.views()).isEqualTo(new TotalsItem.Views(inViews, inViews, inViews, inViews, inViews));
        assertThat(answer.cut().calls()).isEqualTo(inViews);
        return totals;
    }

    private void assertTimelines(Answers answers, Bucket bucket, Function<CubeOracle.Cell, LocalDateTime> start) {
        assertThat(answers.answer(new TimelineQuery(new Timeline(ALWAYS, bucket, null, ALL, 0)))
                        .selection()
                        .items())
                .extracting(TimelineItem::start, TimelineItem::count)
                .containsExactlyElementsOf(tuples(oracle.by(start)));
        assertThat(answers.answer(new TimelineQuery(new Timeline(ALWAYS, bucket, "Type 2", ALL, 0)))
                        .selection()
                        .items())
                .extracting(TimelineItem::start, TimelineItem::count)
                .containsExactlyElementsOf(tuples(ofType("Type 2", start)));
        var byType = answers.answer(new CrimeTypeTimelineQuery(new Timeline(ALWAYS, bucket, null, 100_000, 0)))
                .selection();
        var expected = oracle.by(cell -> start.apply(cell) + "/" + cell.crimeType());
        assertThat(byType.items())
                .extracting(item -> item.start() + "/" + item.crimeType(), CrimeTypeTimelineItem::count)
                .containsExactlyElementsOf(tuples(expected));
        assertThat(byType.totalItems()).isEqualTo(expected.size());
    }

    private <K extends Comparable<? super K>> Map<K, Long> ofType(String type, Function<CubeOracle.Cell, K> key) {
        Map<K, Long> counts = new TreeMap<>();
        oracle.cells().forEach((cell, count) -> {
            if (cell.crimeType().equals(type)) {
                counts.merge(key.apply(cell), count, Long::sum);
            }
        });
        return counts;
    }

    private static <K> List<org.assertj.core.groups.Tuple> tuples(Map<K, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> org.assertj.core.groups.Tuple.tuple(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static <T, K> Map<K, Long> byKey(List<T> items, Function<T, K> key, Function<T, Long> count) {
        Map<K, Long> counts = new HashMap<>();
        items.forEach(item -> counts.merge(key.apply(item), count.apply(item), Long::sum));
        return counts;
    }

    private static Map<CubeOracle.Cell, Long> cells(AggregateStore store) {
        Map<CubeOracle.Cell, Long> cells = new HashMap<>();
        Cut cut = store.cut();
        store.database().tables().hours.forEach((hour, block) -> {
            for (long key : block.sortedKeys()) {
                cells.put(
                        new CubeOracle.Cell(
                                EventClock.start(hour),
                                cut.crimeTypes().name((int) Tables.crimeTypeOf(key)),
                                cut.dispositions().name((int) (key & 0xFFFFF))),
                        block.of(key));
            }
        });
        return cells;
    }
}
