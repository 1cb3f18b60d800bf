package dev.sfcrime.analytics.aggregates;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.sfcrime.analytics.aggregates.Series.Point;

/**
 * Writes one batch into the tables and works out the cut that it leaves. What each cell grew by is added to every
 * roll-up.
 */
final class BatchWriter {
    /** The longest month has 744 hours. */
    private static final int BITS_OF_HOUR_OF_MONTH = 10;

    private final Tables tables;
    private final LatenessProperties lateness;
    private final Cut before;
    private final Names.Numbering crimeTypes;
    private final Names.Numbering dispositions;
    private final Map<Long, Counts> dayGrowths = new HashMap<>();

    /** By month; in it by crime type and hour. */
    private final Map<Long, Counts> monthGrowths = new HashMap<>();

    /** By crime type and disposition. */
    private final Counts cellGrowths = new Counts();

    private final SortedMap<Long, Point> hourPoints = new TreeMap<>();
    private final SortedMap<Long, Point> dayPoints = new TreeMap<>();
    private long calls;
    private long cells;
    private long afterFinal;
    private boolean isGrowth;

    BatchWriter(Tables tables, LatenessProperties lateness, Cut before) {
        this.tables = tables;
        this.lateness = lateness;
        this.before = before;
        crimeTypes = new Names.Numbering(before.crimeTypes());
        dispositions = new Names.Numbering(before.dispositions());
        calls = before.calls();
        cells = before.cells();
    }

    /** To be called once, in a transaction. */
    Cut write(CommittedBatch committed, BatchCounts batch) {
        isGrowth = batch.history().state() == StateKeeper.STORE;
        Map<Long, List<CellCount>> changes = byHour(batch.cells());
        changes.keySet().removeIf(hour -> Retention.drops(before, batch.history(), hour));
        writeHours(changes);
        writeDays();
        tables.crimeTypeMonths.add(crimeTypeMonths());
        List<Counts> typeDispositions = writeTypeDispositions();
        tables.addCrimeTypes(crimeTypes);
        tables.addDispositions(dispositions);
        tables.writeOffsets(batch.offsets());
        List<ReplayItem> replays = tables.writeReplays(before.replays(), batch);
        return new Cut(
                committed,
                calls,
                cells,
                crimeTypes.all(),
                dispositions.all(),
                typeDispositions,
                before.hours().with(hourPoints),
                before.days().with(dayPoints),
                replays,
                late(replays));
    }

    /** Each valid call is in the count of its replay; what is not in a cell too, was dropped. */
    private LateCalls late(List<ReplayItem> replays) {
        long dropped = counted(replays) - counted(before.replays()) - (calls - before.calls());
        LateCalls late = before.late().plus(dropped, afterFinal);
        if (!late.equals(before.late())) {
            tables.writeLateCalls(late);
        }
        return late;
    }

    private static long counted(List<ReplayItem> replays) {
        return replays.stream().mapToLong(ReplayItem::counted).sum();
    }

    private static Map<Long, List<CellCount>> byHour(List<CellCount> cells) {
        Map<Long, List<CellCount>> byHour = new HashMap<>();
        LocalDateTime start = null;
        List<CellCount> ofHour = List.of();
        for (CellCount cell : cells) {
            // they come hour by hour
            if (!cell.hour().equals(start)) {
                start = cell.hour();
                ofHour = byHour.computeIfAbsent(EventClock.hour(start), hour -> new ArrayList<>());
            }
            ofHour.add(cell);
        }
        return byHour;
    }

    private void writeHours(Map<Long, List<CellCount>> changes) {
        Map<Long, Counts> blocks = tables.hours.blocks(changes.keySet());
        Set<Long> present = Set.copyOf(blocks.keySet());
        changes.forEach((hour, changed) -> {
            Counts block = blocks.computeIfAbsent(hour, none -> new Counts());
            cells -= block.size();
            take(hour, block, changed);
            cells += block.size();
            hourPoints.put(
                    hour,
                    new Point(block.sum(), block.rolledUp(Tables::crimeTypeOf).size()));
        });
        tables.hours.write(blocks, present);
    }

    private void take(long hour, Counts block, List<CellCount> changes) {
        long month = EventClock.month(hour);
        long hourOfMonth = hour - EventClock.firstHour(month);
        Counts ofDay = dayGrowths.computeIfAbsent(EventClock.day(hour), none -> new Counts());
        Counts ofMonth = monthGrowths.computeIfAbsent(month, none -> new Counts());
        long callsBefore = calls;
        for (CellCount cell : changes) {
            int crimeType = crimeTypes.id(cell.crimeType());
            long key = Tables.cellKey(crimeType, dispositions.id(cell.disposition()));
            long growth = isGrowth ? cell.count() : cell.count() - block.of(key);
            block.add(key, growth);
            calls += growth;
            ofDay.add(crimeType, growth);
            ofMonth.add((long) crimeType << BITS_OF_HOUR_OF_MONTH | hourOfMonth, growth);
            cellGrowths.add(key, growth);
        }
        if (lateness.isFinal(before, hour + 1)) {
            afterFinal += calls - callsBefore;
        }
    }

    private Map<Long, Counts> crimeTypeMonths() {
        Map<Long, Counts> growths = new HashMap<>();
        monthGrowths.forEach((month, growth) -> growth.split(BITS_OF_HOUR_OF_MONTH)
                .forEach((crimeType, ofType) -> growths.put(Tables.monthId(month, crimeType), ofType)));
        return growths;
    }

    private void writeDays() {
        tables.days.add(dayGrowths).forEach((day, block) -> dayPoints.put(day, new Point(block.sum(), block.size())));
    }

    private List<Counts> writeTypeDispositions() {
        List<Counts> after = new ArrayList<>(before.typeDispositions());
        Map<Long, Counts> changed = new HashMap<>();
        for (long id = before.crimeTypes().size();
                id < before.crimeTypes().size() + crimeTypes.added().size();
                id++) {
            after.add(new Counts());
        }
        cellGrowths.split(Tables.KEY_BITS_OF_DISPOSITION).forEach((id, growth) -> {
            Counts counts = after.get(id.intValue()).copy();
            counts.addAll(growth);
            after.set(id.intValue(), counts);
            changed.put(id, counts);
        });
        Set<Long> present = new HashSet<>(changed.keySet());
        present.removeIf(id -> id >= before.crimeTypes().size());
        tables.crimeTypeDispositions.write(changed, present);
        return after;
    }
}
