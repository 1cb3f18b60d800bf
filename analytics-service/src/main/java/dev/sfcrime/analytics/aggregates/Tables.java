package dev.sfcrime.analytics.aggregates;

import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** The tables of the aggregates. */
final class Tables {
    private static final int KEY_BITS_OF_DISPOSITION = 20;
    private static final int ID_BITS_OF_CRIME_TYPE = 32;

    final BlockTable hours;
    final BlockTable days;
    final BlockTable crimeTypeMonths;
    final BlockTable crimeTypeDispositions;
    private final JdbcTemplate jdbc;

    /** All calls in each table, and the batch that they stand at. */
    record Sums(long batchId, long hours, long days, long crimeTypeMonths, long crimeTypes) {}

    Tables(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        hours = new BlockTable(jdbc, "event_hour");
        days = new BlockTable(jdbc, "event_day");
        crimeTypeMonths = new BlockTable(jdbc, "crime_type_month");
        crimeTypeDispositions = new BlockTable(jdbc, "crime_type_disposition");
    }

    /** Key of a cell in the block of its hour. */
    static long cellKey(int crimeType, int disposition) {
        return (long) crimeType << KEY_BITS_OF_DISPOSITION | disposition;
    }

    /** The crime type of a cell's key. */
    static long crimeTypeOf(long cellKey) {
        return cellKey >>> KEY_BITS_OF_DISPOSITION;
    }

    /** The disposition of a cell's key. */
    static long dispositionOf(long cellKey) {
        return cellKey & ((1L << KEY_BITS_OF_DISPOSITION) - 1);
    }

    /** Id of the block of a crime type's month. */
    static long monthId(long month, long crimeType) {
        return month << ID_BITS_OF_CRIME_TYPE | crimeType;
    }

    /** The month of such an id. */
    static long monthOf(long monthId) {
        return monthId >>> ID_BITS_OF_CRIME_TYPE;
    }

    /** Takes the one row of the last batch forward; false where it is not at the batch expected. */
    boolean advance(long fromBatchId, CommittedBatch batch, History history) {
        @Nullable Duration retention = history.retention();
        return jdbc.update(
                        "UPDATE committed_batch SET batch_id = ?, computed_at = ?, watermark = ?, checkpoint_id = ?,"
                                + " topic_id = ?, retention = ?, state_keeper = ? WHERE batch_id = ?",
                        batch.batchId(),
                        batch.computedAt().atOffset(ZoneOffset.UTC),
                        batch.watermark(),
                        history.checkpointId(),
                        history.topicId(),
                        retention == null ? null : retention.toString(),
                        history.state().name(),
                        fromBatchId)
                == 1;
    }

    /** Empties all tables, in the current transaction. */
    void clear() {
        for (String table : List.of(
                "committed_offset",
                "replay",
                "crime_type",
                "disposition",
                "event_hour",
                "event_day",
                "crime_type_month",
                "crime_type_disposition")) {
            jdbc.update("DELETE FROM " + table);
        }
        jdbc.update("UPDATE committed_batch SET batch_id = -1, computed_at = NULL, watermark = NULL,"
                + " dropped_by_retention = 0, late_after_final = 0, checkpoint_id = NULL, topic_id = NULL,"
                + " retention = NULL, state_keeper = NULL");
    }

    @Nullable
    CommittedBatch lastBatch() {
        Map<Integer, Long> offsets = new TreeMap<>();
        jdbc.query("SELECT topic_partition, next_offset FROM committed_offset", (RowCallbackHandler)
                row -> offsets.put(row.getInt(1), row.getLong(2)));
        List<CommittedBatch> batches = jdbc.query(
                "SELECT batch_id, computed_at, watermark, checkpoint_id, topic_id, retention, state_keeper"
                        + " FROM committed_batch WHERE batch_id >= 0",
                (row, number) -> new CommittedBatch(
                        history(row.getString(4), row.getString(5), row.getString(6), row.getString(7)),
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, LocalDateTime.class),
                        Collections.unmodifiableMap(offsets)));
        return batches.isEmpty() ? null : batches.get(0);
    }

    private static @Nullable History history(
            @Nullable String checkpointId,
            @Nullable String topicId,
            @Nullable String retention,
            @Nullable String state) {
        return checkpointId == null || topicId == null || state == null
                ? null
                : new History(
                        checkpointId,
                        topicId,
                        retention == null ? null : Duration.parse(retention),
                        StateKeeper.valueOf(state));
    }

    /** What the calls of each table add up to, in one consistent reading. */
    Sums sums() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT batch_id,"
                        + " (SELECT COALESCE(SUM(calls), 0) FROM event_hour),"
                        + " (SELECT COALESCE(SUM(calls), 0) FROM event_day),"
                        + " (SELECT COALESCE(SUM(calls), 0) FROM crime_type_month),"
                        + " (SELECT COALESCE(SUM(calls), 0) FROM crime_type_disposition)"
                        + " FROM committed_batch",
                (row, number) ->
                        new Sums(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
    }

    LateCalls lateCalls() {
        return Objects.requireNonNull(jdbc.queryForObject(
                "SELECT dropped_by_retention, late_after_final FROM committed_batch",
                (row, number) -> new LateCalls(row.getLong(1), row.getLong(2))));
    }

    void writeLateCalls(LateCalls late) {
        jdbc.update(
                "UPDATE committed_batch SET dropped_by_retention = ?, late_after_final = ?",
                late.droppedByRetention(),
                late.afterFinal());
    }

    void writeOffsets(Map<Integer, Long> offsets) {
        offsets.forEach((partition, next) -> {
            if (jdbc.update("UPDATE committed_offset SET next_offset = ? WHERE topic_partition = ?", next, partition)
                    == 0) {
                jdbc.update(
                        "INSERT INTO committed_offset (topic_partition, next_offset) VALUES (?, ?)", partition, next);
            }
        });
    }

    Names crimeTypes() {
        return names("SELECT name FROM crime_type ORDER BY id");
    }

    Names dispositions() {
        return names("SELECT name FROM disposition ORDER BY id");
    }

    private Names names(String select) {
        return new Names(jdbc.query(select, (row, number) -> StoredText.read(row.getString(1))));
    }

    void addCrimeTypes(Names.Numbering numbering) {
        add("INSERT INTO crime_type (id, name) VALUES (?, ?)", numbering);
    }

    void addDispositions(Names.Numbering numbering) {
        add("INSERT INTO disposition (id, name) VALUES (?, ?)", numbering);
    }

    private void add(String insert, Names.Numbering numbering) {
        List<Object[]> rows = new ArrayList<>();
        for (String name : numbering.added()) {
            rows.add(new Object[] {numbering.firstAdded() + rows.size(), StoredText.of(name)});
        }
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(insert, rows, new int[] {Types.INTEGER, Types.VARCHAR});
        }
    }

    List<ReplayItem> replays() {
        return jdbc.query(
                "SELECT replay_id, counted, malformed, injected_malformed, injected_duplicates, injected_late"
                        + " FROM replay ORDER BY id",
                (row, number) -> new ReplayItem(
                        replayId(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    private static @Nullable String replayId(@Nullable String stored) {
        return stored == null ? null : StoredText.read(stored);
    }

    /** Writes the replays that changed, and returns all. */
    List<ReplayItem> writeReplays(List<ReplayItem> before, BatchCounts batch) {
        if (batch.replays().isEmpty()) {
            return before;
        }
        boolean grow = batch.history().state() == StateKeeper.STORE;
        Map<@Nullable String, Integer> ids = new HashMap<>();
        before.forEach(replay -> ids.put(replay.replayId(), ids.size()));
        List<ReplayItem> after = new ArrayList<>(before);
        Set<Integer> changed = new TreeSet<>();
        for (ReplayCount change : batch.replays()) {
            int id = ids.computeIfAbsent(change.replayId(), unseen -> added(after, change.replayId()));
            after.set(id, grow ? after.get(id).plus(change) : after.get(id).with(change));
            changed.add(id);
        }
        for (FaultCount change : batch.faults()) {
            int id = ids.computeIfAbsent(change.replayId(), unseen -> added(after, change.replayId()));
            after.set(id, grow ? after.get(id).plus(change) : after.get(id).with(change));
            changed.add(id);
        }
        changed.forEach(id -> writeReplay(id, after.get(id), id >= before.size()));
        return List.copyOf(after);
    }

    private static int added(List<ReplayItem> replays, @Nullable String replayId) {
        replays.add(ReplayItem.unseen(replayId));
        return replays.size() - 1;
    }

    private void writeReplay(int id, ReplayItem replay, boolean isNew) {
        jdbc.update(
                isNew
                        ? "INSERT INTO replay (replay_id, counted, malformed, injected_malformed, injected_duplicates,"
                                + " injected_late, id) VALUES (?, ?, ?, ?, ?, ?, ?)"
                        : "UPDATE replay SET replay_id = ?, counted = ?, malformed = ?, injected_malformed = ?,"
                                + " injected_duplicates = ?, injected_late = ? WHERE id = ?",
                replay.replayId() == null ? null : StoredText.of(replay.replayId()),
                replay.counted(),
                replay.malformed(),
                replay.injectedMalformed(),
                replay.injectedDuplicates(),
                replay.injectedLate(),
                id);
    }
}
