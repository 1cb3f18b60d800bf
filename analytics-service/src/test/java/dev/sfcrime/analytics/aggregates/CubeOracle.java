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
    /** Of batches that tell totals. */
    static final History HISTORY = new History("a checkpoint", "a topic", null, StateKeeper.SPARK);

    private final History history;
    private final Random random;
    private final Map<Cell, Long> cells = new HashMap<>();
    private final Map<@Nullable String, ReplayItem> replays = new LinkedHashMap<>();
    private long nextBatch;
    private long offset;

    /** A cell of the cube. */
    record Cell(LocalDateTime hour, String crimeType, String disposition) {}

    CubeOracle(long seed, StateKeeper state) {
        random = new Random(seed);
        history = new History(HISTORY.checkpointId(), HISTORY.topicId(), null, state);
    }

    /** Of the batches. */
    History history() {
        return history;
    }

    /** Random calls around the turn of a year, counted, as one batch: of totals, or of growths in two parts. */
    BatchCounts nextBatch(int calls) {
        Set<Cell> changed = new LinkedHashSet<>();
        List<CellCount> growths = new ArrayList<>();
        Map<Cell, Long> part = new HashMap<>();
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
            part.merge(cell, 1L, Long::sum);
            if (i == calls / 2 || i == calls - 1) {
                part.forEach((of, growth) -> growths.add(counted(of, growth)));
                part.clear();
            }
        }
        ReplayCount growth = new ReplayCount(replay, calls, random.nextInt(3));
        InjectedFault fault = List.of(InjectedFault.values()).get(random.nextInt(3));
        ReplayCount total = new ReplayCount(replay, before.counted() + calls, before.malformed() + growth.malformed());
        ReplayItem after = before.with(total).plus(new FaultCount(replay, fault, 1));
        replays.put(replay, after);
        offset += calls;
        boolean isGrowth = history.state() == StateKeeper.STORE;
        return new BatchCounts(
                history,
                nextBatch++,
                Instant.parse("2026-11-20T12:00:00Z").plusSeconds(nextBatch),
                null,
                Map.of(random.nextInt(4), offset),
                CellCount.all(
                        isGrowth
                                ? growths
                                : changed.stream()
                                        .map(cell -> counted(cell, cells.get(cell)))
                                        .toList()),
                List.of(isGrowth ? growth : total),
                List.of(new FaultCount(replay, fault, isGrowth ? 1 : injected(after, fault))));
    }

    private static CellCount counted(Cell cell, long count) {
        return new CellCount(cell.hour(), cell.crimeType(), cell.disposition(), count);
    }

    private static long injected(ReplayItem replay, InjectedFault fault) {
        return switch (fault) {
            case MALFORMED -> replay.injectedMalformed();
            case DUPLICATE -> replay.injectedDuplicates();
            case LATE -> replay.injectedLate();
        };
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
