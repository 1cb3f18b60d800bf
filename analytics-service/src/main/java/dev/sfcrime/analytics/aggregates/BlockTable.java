package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** A table of blocks, that is of {@link Counts} by id, in SQL that H2 and PostgreSQL both know. */
final class BlockTable {
    private static final int ROWS_PER_ROUND_TRIP = 1000;

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
        List<Map.Entry<Long, Counts>> known = new ArrayList<>(blocks.size());
        List<Map.Entry<Long, Counts>> unknown = new ArrayList<>(blocks.size());
        // in order of ids, which databases like best
        blocks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(block -> (present.contains(block.getKey()) ? known : unknown).add(block));
        write(update, known);
        write(insert, unknown);
    }

    private void write(String sql, List<Map.Entry<Long, Counts>> blocks) {
        if (!blocks.isEmpty()) {
            jdbc.batchUpdate(sql, blocks, ROWS_PER_ROUND_TRIP, (statement, block) -> {
                statement.setLong(1, block.getValue().sum());
                statement.setBytes(2, block.getValue().packed());
                statement.setLong(3, block.getKey());
            });
        }
    }
}
