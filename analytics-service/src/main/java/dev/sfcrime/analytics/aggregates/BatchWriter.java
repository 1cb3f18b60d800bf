package dev.sfcrime.analytics.aggregates;

import java.util.ArrayList;
import java.util.Arrays;
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
    private static final long UNNUMBERED = -1;

    private final Tables tables;
    private final LatenessProperties lateness;
    private final Cut before;
    private final Names.Numbering crimeTypes;
    private final Names.Numbering dispositions;
    private final Map<Long, Counts> dayGrowths = new HashMap<>();

    /** By month; in it by hour of the month. */
    private final Map<Long, CountsByType> monthGrowths = new HashMap<>();

    /** By disposition. */
    private final CountsByType dispositionGrowths = new CountsByType();

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
        writeHours(batch.cells(), batch.history());
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

    private void writeHours(CellCounts changes, History history) {
        Set<Long> hours = new HashSet<>();
        for (int i = 0; i < changes.size(); i++) {
            if (i == 0 || changes.hour(i) != changes.hour(i - 1)) {
                hours.add(changes.hour(i));
            }
        }
        hours.removeIf(hour -> Retention.drops(before, history, hour));
        Map<Long, Counts> blocks = tables.hours.blocks(hours);
        Set<Long> present = Set.copyOf(blocks.keySet());
        hours.forEach(hour ->
                cells -= blocks.computeIfAbsent(hour, none -> new Counts()).size());
        take(changes, blocks);
        blocks.forEach((hour, block) -> {
            cells += block.size();
            hourPoints.put(
                    hour,
                    new Point(block.sum(), block.rolledUp(Tables::crimeTypeOf).size()));
        });
        tables.hours.write(blocks, present);
    }

    /** Adds to the blocks of the hours that there are, and to what all roll-ups grow by. */
    private void take(CellCounts changes, Map<Long, Counts> blocks) {
        long[] keys = new long[changes.kinds()];
        Arrays.fill(keys, UNNUMBERED);
        Hour hour = null;
        for (int i = 0; i < changes.size(); i++) {
            if (i == 0 || changes.hour(i) != changes.hour(i - 1)) {
                Counts block = blocks.get(changes.hour(i));
                hour = block == null ? null : new Hour(changes.hour(i), block);
            }
            if (hour != null) {
                int kind = changes.kind(i);
                if (keys[kind] == UNNUMBERED) {
                    keys[kind] = key(changes.kindOf(kind));
                }
                hour.take(keys[kind], changes.count(i));
            }
        }
    }

    private long key(CellCounts.Kind kind) {
        return Tables.cellKey(crimeTypes.id(kind.crimeType()), dispositions.id(kind.disposition()));
    }

    /** Where the cells of an hour add to. */
    private final class Hour {
        private final Counts block;
        private final Counts ofDay;
        private final CountsByType ofMonth;
        private final long hourOfMonth;
        private final boolean isFinal;

        Hour(long hour, Counts block) {
            this.block = block;
            long month = EventClock.month(hour);
            ofDay = dayGrowths.computeIfAbsent(EventClock.day(hour), none -> new Counts());
            ofMonth = monthGrowths.computeIfAbsent(month, none -> new CountsByType());
            hourOfMonth = hour - EventClock.firstHour(month);
            isFinal = lateness.isFinal(before, hour + 1);
        }

        void take(long key, long count) {
            long growth = isGrowth ? count : count - block.of(key);
            int crimeType = Math.toIntExact(Tables.crimeTypeOf(key));
            block.add(key, growth);
            calls += growth;
            ofDay.add(crimeType, growth);
            ofMonth.of(crimeType).add(hourOfMonth, growth);
            dispositionGrowths.of(crimeType).add(Tables.dispositionOf(key), growth);
            if (isFinal) {
                afterFinal += growth;
            }
        }
    }

    private Map<Long, Counts> crimeTypeMonths() {
        Map<Long, Counts> growths = new HashMap<>();
        monthGrowths.forEach((month, ofMonth) ->
                ofMonth.forEach((crimeType, growth) -> growths.put(Tables.monthId(month, crimeType), growth)));
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
        dispositionGrowths.forEach((crimeType, growth) -> {
            Counts counts = after.get(crimeType).copy();
            counts.addAll(growth);
            after.set(crimeType, counts);
            changed.put((long) crimeType, counts);
        });
        Set<Long> present = new HashSet<>(changed.keySet());
        present.removeIf(id -> id >= before.crimeTypes().size());
        tables.crimeTypeDispositions.write(changed, present);
        return after;
    }
}
