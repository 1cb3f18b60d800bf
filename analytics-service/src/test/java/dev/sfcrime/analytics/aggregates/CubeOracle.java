package dev.sfcrime.analytics.aggregates;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.sfcrime.wire.InjectedFault;
import org.jspecify.annotations.Nullable;

/** Counts calls the plain way, one map entry for each cell, and makes the batches that Spark would hand over. */
final class CubeOracle {
    static final History HISTORY = new History("a checkpoint", "a topic", null);

    private final Random random;
    private final Map<Cell, Long> cells = new HashMap<>();
    private final Map<@Nullable String, ReplayItem> replays = new LinkedHashMap<>();
    private long nextBatch;
    private long offset;

    /** A cell of the cube. */
    record Cell(LocalDateTime hour, String crimeType, String disposition) {}

    CubeOracle(long seed) {
        random = new Random(seed);
    }

    /** Random calls around the turn of a year, counted, as one batch of absolute totals. */
    BatchCounts nextBatch(int calls) {
        Set<Cell> changed = new LinkedHashSet<>();
        @Nullable String replay = random.nextInt(5) == 0 ? null : "replay-" + random.nextInt(3);
        ReplayItem before = replays.getOrDefault(replay, ReplayItem.unseen(replay));
        for (int i = 0; i < calls; i++) {
            Cell cell = new Cell(
                    LocalDateTime.of(2018, 12, 30, 0, 0).plusHours(random.nextInt(96)),
                    random.nextInt(50) == 0 ? "" : "Type " + Math.abs((int) (random.nextGaussian() * 12)),
                    random.nextInt(50) == 0
                            ? ""
                            : List.of("HAN", "22", "CAN", "GEN", "ADV").get(random.nextInt(5)));
            cells.merge(cell, 1L, Long::sum);
            changed.add(cell);
        }
        ReplayCount total = new ReplayCount(replay, before.counted() + calls, before.malformed() + random.nextInt(3));
        FaultCount faults =
                new FaultCount(replay, List.of(InjectedFault.values()).get(random.nextInt(3)), nextBatch + 1);
        replays.put(replay, before.with(total).with(faults));
        offset += calls;
        return new BatchCounts(
                HISTORY,
                nextBatch++,
                Instant.parse("2026-11-20T12:00:00Z").plusSeconds(nextBatch),
                null,
                Map.of(random.nextInt(4), offset),
                changed.stream()
                        .map(cell -> new CellCount(cell.hour(), cell.crimeType(), cell.disposition(), cells.get(cell)))
                        .toList(),
                List.of(total),
                List.of(faults));
    }

    long total() {
        return cells.values().stream().mapToLong(Long::longValue).sum();
    }

    Map<Cell, Long> cells() {
        return cells;
    }

    long malformed() {
        return replays.values().stream().mapToLong(ReplayItem::malformed).sum();
    }

    /** A roll-up in order of its keys. */
    <K extends Comparable<? super K>> SortedMap<K, Long> by(Function<Cell, K> key) {
        return cells.entrySet().stream()
                .collect(Collectors.groupingBy(
                        cell -> key.apply(cell.getKey()), TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
    }

    List<ReplayItem> newestReplays() {
        List<ReplayItem> newest = new ArrayList<>();
        replays.values().forEach(replay -> newest.add(0, replay));
        return newest;
    }
}
