package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** A table of blocks, that is of {@link Counts} by id, in SQL that H2 and PostgreSQL both know. */
final class BlockTable {
    private static final int ROWS_PER_ROUND_TRIP = 1000;

    /** So many blocks are packed by several threads: Spark's tasks are over by then, and the processors idle. */
    private static final int WORTH_SHARING = 500;

    private final JdbcTemplate jdbc;
    private final String selectAll;
    private final String selectSome;
    private final String readRange;
    private final String readSome;
    private final String insert;
    private final String update;

    /** Blocks, and the batch that they stand at. */
    record Reading(long batchId, Map<Long, Counts> blocks) {}

    BlockTable(JdbcTemplate jdbc, String name) {
        this.jdbc = jdbc;
        selectAll = "SELECT id, counts FROM " + name;
        selectSome = selectAll + " WHERE id = ANY(?)";
        String withBatch = "SELECT b.batch_id, t.id, t.counts FROM committed_batch b LEFT JOIN " + name + " t ON ";
        readRange = withBatch + "t.id >= ? AND t.id < ?";
        readSome = withBatch + "t.id = ANY(?)";
        insert = "INSERT INTO " + name + " (calls, counts, id) VALUES (?, ?, ?)";
        update = "UPDATE " + name + " SET calls = ?, counts = ? WHERE id = ?";
    }

    void forEach(BiConsumer<Long, Counts> block) {
        jdbc.query(
                selectAll, (RowCallbackHandler) row -> block.accept(row.getLong(1), Counts.unpacked(row.getBytes(2))));
    }

    /** The blocks of these ids, as the current transaction sees them. */
    Map<Long, Counts> blocks(Collection<Long> ids) {
        Map<Long, Counts> blocks = new HashMap<>(ids.size() * 2);
        if (!ids.isEmpty()) {
            jdbc.query(
                    selectSome,
                    statement ->
                            statement.setArray(1, statement.getConnection().createArrayOf("bigint", ids.toArray())),
                    row -> {
                        blocks.put(row.getLong(1), Counts.unpacked(row.getBytes(2)));
                    });
        }
        return blocks;
    }

    /** The blocks from one id to before another, in one consistent reading. */
    Reading read(long from, long to) {
        return reading(readRange, from, to);
    }

    /** The blocks of these ids, in one consistent reading. */
    Reading read(Collection<Long> ids) {
        return reading(readSome, (Object) ids.toArray(Long[]::new));
    }

    private Reading reading(String sql, Object... parameters) {
        Map<Long, Counts> blocks = new HashMap<>();
        long[] batchId = {-1};
        jdbc.query(
                sql,
                statement -> {
                    for (int i = 0; i < parameters.length; i++) {
                        if (parameters[i] instanceof Long[] ids) {
                            statement.setArray(i + 1, statement.getConnection().createArrayOf("bigint", ids));
                        } else {
                            statement.setObject(i + 1, parameters[i]);
                        }
                    }
                },
                row -> {
                    batchId[0] = row.getLong(1);
                    byte[] counts = row.getBytes(3);
                    if (counts != null) {
                        blocks.put(row.getLong(2), Counts.unpacked(counts));
                    }
                });
        return new Reading(batchId[0], blocks);
    }

    /** Adds to what is there, and returns the blocks as they then are. */
    Map<Long, Counts> add(Map<Long, Counts> growths) {
        Map<Long, Counts> blocks = blocks(growths.keySet());
        Set<Long> present = Set.copyOf(blocks.keySet());
        growths.forEach(
                (id, growth) -> blocks.computeIfAbsent(id, none -> new Counts()).addAll(growth));
        write(blocks, present);
        return blocks;
    }

    /**
     * Writes blocks.
     *
     * @param present ids of those that the table has already
     */
    void write(Map<Long, Counts> blocks, Set<Long> present) {
        List<Row> known = new ArrayList<>(blocks.size());
        List<Row> unknown = new ArrayList<>(blocks.size());
        Stream<Map.Entry<Long, Counts>> each = blocks.entrySet().stream();
        (blocks.size() < WORTH_SHARING ? each : each.parallel())
                .map(block -> Row.of(block.getKey(), block.getValue()))
                // in order of ids, which databases like best
                .sorted(Comparator.comparingLong(Row::id))
                .toList()
                .forEach(row -> (present.contains(row.id()) ? known : unknown).add(row));
        write(update, known);
        write(insert, unknown);
    }

    // never compared
    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long id, long calls, byte[] counts) {
        static Row of(long id, Counts block) {
            return new Row(id, block.sum(), block.packed());
        }
    }

    private void write(String sql, List<Row> rows) {
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(sql, rows, ROWS_PER_ROUND_TRIP, (statement, row) -> {
                statement.setLong(1, row.calls());
                statement.setBytes(2, row.counts());
                statement.setLong(3, row.id());
            });
        }
    }
}
