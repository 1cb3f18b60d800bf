package dev.sfcrime.analytics.aggregates;

import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /** Id of the block of a crime type's month. */
    static long monthId(long month, long crimeType) {
        return month << ID_BITS_OF_CRIME_TYPE | crimeType;
    }

    /** The month of such an id. */
    static long monthOf(long monthId) {
        return monthId >>> ID_BITS_OF_CRIME_TYPE;
    }

    /** Takes the one row of the last batch forward; false where it is there already. */
    boolean advance(CommittedBatch batch) {
        return jdbc.update(
                        "UPDATE committed_batch SET batch_id = ?, computed_at = ?, watermark = ? WHERE batch_id < ?",
                        batch.batchId(),
                        batch.computedAt().atOffset(ZoneOffset.UTC),
                        batch.watermark(),
                        batch.batchId())
                == 1;
    }

    @Nullable
    CommittedBatch lastBatch() {
        Map<Integer, Long> offsets = new TreeMap<>();
        jdbc.query("SELECT topic_partition, next_offset FROM committed_offset", (RowCallbackHandler)
                row -> offsets.put(row.getInt(1), row.getLong(2)));
        List<CommittedBatch> batches = jdbc.query(
                "SELECT batch_id, computed_at, watermark FROM committed_batch WHERE batch_id >= 0",
                (row, number) -> new CommittedBatch(
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        row.getObject(3, LocalDateTime.class),
                        Collections.unmodifiableMap(offsets)));
        return batches.isEmpty() ? null : batches.get(0);
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

    List<ReplayCount> replays() {
        return jdbc.query(
                "SELECT replay_id, counted, malformed FROM replay ORDER BY id",
                (row, number) -> new ReplayCount(replayId(row.getString(1)), row.getLong(2), row.getLong(3)));
    }

    private static @Nullable String replayId(@Nullable String stored) {
        return stored == null ? null : StoredText.read(stored);
    }

    /** Writes the replays that changed, and returns all. */
    List<ReplayCount> writeReplays(List<ReplayCount> before, List<ReplayCount> changes) {
        if (changes.isEmpty()) {
            return before;
        }
        List<ReplayCount> after = new ArrayList<>(before);
        Map<@Nullable String, Integer> ids = new HashMap<>();
        before.forEach(replay -> ids.put(replay.replayId(), ids.size()));
        for (ReplayCount change : changes) {
            Integer id = ids.putIfAbsent(change.replayId(), ids.size());
            if (id == null) {
                jdbc.update(
                        "INSERT INTO replay (id, replay_id, counted, malformed) VALUES (?, ?, ?, ?)",
                        after.size(),
                        change.replayId() == null ? null : StoredText.of(change.replayId()),
                        change.counted(),
                        change.malformed());
                after.add(change);
            } else {
                jdbc.update(
                        "UPDATE replay SET counted = ?, malformed = ? WHERE id = ?",
                        change.counted(),
                        change.malformed(),
                        id);
                after.set(id, change);
            }
        }
        return List.copyOf(after);
    }
}
